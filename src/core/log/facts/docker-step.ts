import type { VertexName } from "../buildkit/vertex-name.ts";
import type { Span } from "../event.ts";

export interface DockerStep {
  /** `12` of BuildKit's `#12`, the number of the instruction for other builders. Differs from build to build: the name does not. */
  readonly id: string;
  /** As printed: `[linux/arm64 builder 4/7] RUN pip install …`. */
  readonly name: string;
  /** `internal`: no instruction of the Dockerfile, but loading, exporting, caching. */
  readonly kind: VertexName["kind"];
  /** bake's target, compose's service. */
  readonly target: string | null;
  /** Null when the Dockerfile has one stage without a name. */
  readonly stage: string | null;
  /** On which it ran; null when the build is for one platform, which BuildKit then does not name. */
  readonly platform: string | null;
  readonly instruction: string | null;
  /** Behind the instruction. */
  readonly text: string;
  readonly status: "done" | "cached" | "failed" | "canceled" | "unfinished";
  readonly seconds: number | null;
  /** The limit at which its output was cut off; null when it was not. */
  readonly clipped: string | null;
  /** The instruction in the Dockerfile; only known of the one that failed. */
  readonly place: DockerfilePlace | null;
  /** Key of the events that it printed; null when the log does not mark them. */
  readonly stream: string | null;
  /** From its first line to that of its end. */
  readonly span: Span;
}

export interface DockerfilePlace {
  /** As BuildKit names it: relative to the folder that it stands in. */
  readonly file: string | null;
  /** First and last line of the instruction. */
  readonly lines: readonly [number, number];
}

export interface DockerFailure {
  /** Null when no step failed: the Dockerfile could not be read, an image was not found. */
  readonly step: DockerStep | null;
  readonly message: string;
  readonly command: string | null;
  /** 128 + signal when a signal ended it. */
  readonly exitCode: number | null;
  readonly place: DockerfilePlace | null;
  /** It ran under the emulator that BuildKit brings along. False does not mean native: binfmt leaves no trace in a log. */
  readonly emulator: boolean;
  /** Of its last lines, where they are not in the step's own output. */
  readonly excerpt: Span | null;
  readonly span: Span;
}

const PARSE_ERROR = /dockerfile parse error (?:on )?line (\d{1,9}):/;

/** Builders without an excerpt of the Dockerfile name the line of what they cannot read. */
export function placeOfParseError(message: string): DockerfilePlace | null {
  const line = PARSE_ERROR.exec(message)?.[1];
  return line === undefined ? null : { file: null, lines: [Number(line), Number(line)] };
}
