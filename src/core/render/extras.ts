import type { InstallPlan } from "../plan/stages/install-plan.ts";
import type { BuildReport } from "../report/model.ts";
import type { RunInfo } from "./run-info.ts";

/** What some files need beyond the report. All of it may be absent: a run that failed early still writes every file. */
export interface RenderExtras {
  readonly run?: RunInfo | undefined;
  readonly base?: BuildReport | undefined;
  /** The requirements and constraints files as they were read, in the user's order. */
  readonly inputs?: readonly InputFile[] | undefined;
  /** One for each target that was resolved. */
  readonly trees?: readonly DependencyTree[] | undefined;
  /** One for each target that was checked; without them they are made of the report. */
  readonly plans?: readonly InstallPlan[] | undefined;
}

export interface InputFile {
  /** Relative to the working directory, with "/". */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the METADATA of the resolved files says. */
export interface DependencyTree {
  /** Target id. */
  readonly target: string;
  readonly packages: readonly {
    /** Normalised. */
    readonly name: string;
    readonly version: string;
    /** The `Requires-Dist` lines as they stand. */
    readonly requiresDist: readonly string[];
  }[];
  /** Normalised names that the user's files ask for. */
  readonly roots: readonly string[];
  /** Normalised names that a package needs on this target, with markers and extras evaluated by the caller. */
  readonly needs: (name: string) => readonly string[];
}

/** One file of the output folder. Never empty, whatever the report. */
export interface FileRenderer {
  /** Relative to the output folder. */
  readonly path: string;
  readonly render: (report: BuildReport, extras: RenderExtras) => string | Uint8Array;
}
