import type { Span } from "../event.ts";

/** Programs that build images from Dockerfiles without BuildKit; `docker` is Docker's own builder before it. */
export type LegacyBuilder = "docker" | "buildah" | "kaniko";

/**
 * What BuildKit, Docker's legacy builder, buildah and kaniko say of their own.
 * Sources: BuildKit util/progress/progressui/printer.go, solver/errdefs/source.go; moby builder/dockerfile.
 */
export type DockerEventBody =
  | {
      /** BuildKit begins a step, or turns to it again. */
      readonly kind: "docker-step";
      /** `12` of `#12`. */
      readonly id: string;
      /** As printed: `[linux/arm64 builder 4/7] RUN pip install …`. */
      readonly name: string;
    }
  | {
      readonly kind: "docker-step-end";
      readonly id: string;
      readonly outcome: "cached" | "done" | "failed" | "canceled";
      /** How long it ran, not counting pauses; null when not printed. */
      readonly seconds: number | null;
      /** Of `failed`. */
      readonly message: string | null;
    }
  | {
      /** Of a check of the Dockerfile, or of a step that goes on. */
      readonly kind: "docker-warning";
      readonly id: string;
      readonly message: string;
    }
  | {
      /** From here on lines of this stream are missing: whatever is counted is a lower bound. */
      readonly kind: "docker-clipped";
      /** `2MiB`, `200KiB/s`. */
      readonly limit: string;
    }
  | {
      /** The copy of a failed step's last lines; `output` is only needed when the step's log is not there. */
      readonly kind: "docker-excerpt";
      readonly name: string;
      readonly output: Span | null;
    }
  | {
      /** The lines of the Dockerfile around the instruction that failed. */
      readonly kind: "docker-source";
      /** As named; null when it is not one of the usual names and stands in a line of its own. */
      readonly file: string | null;
      /** First and last line of the instruction. */
      readonly marked: readonly [number, number];
      /** The marked lines. */
      readonly text: readonly string[];
    }
  | {
      /** The last word of a build that BuildKit could not finish. */
      readonly kind: "docker-failed";
      /** bake's target or compose's service. */
      readonly target: string | null;
      readonly message: string;
      /** Of the process that failed, without `/dev/.buildkit_qemu_emulator`; null when no process did. */
      readonly command: string | null;
      readonly exitCode: number | null;
      /** The command ran under the emulator that BuildKit brings along. Without it, it may still have been emulated. */
      readonly emulator: boolean;
    }
  | {
      /** Progress for a terminal: what the steps printed is not in the log. */
      readonly kind: "docker-terminal";
    }
  | {
      /** A builder that runs one instruction after the other begins with one. */
      readonly kind: "legacy-step";
      readonly builder: LegacyBuilder;
      /** `3` of `Step 3/9`, `1:3` of buildah's `[1/2] STEP 3/9`; null where they are not numbered. */
      readonly id: string | null;
      /** The instruction as it is written. */
      readonly name: string;
    }
  | { readonly kind: "legacy-cached"; readonly builder: LegacyBuilder }
  | { readonly kind: "legacy-built"; readonly builder: LegacyBuilder }
  | {
      readonly kind: "legacy-failed";
      readonly builder: LegacyBuilder;
      readonly message: string;
      /** Null when no process failed, or kaniko does not say which. */
      readonly command: string | null;
      readonly exitCode: number | null;
    };
