import type { Requirement } from "../../pep/requirement.ts";

/** One resolved package, as far as its place in an order of installation depends on it. */
export interface PlanPackage {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** What an installer is asked for: `demo==1.0`, `demo @ https://…`. */
  readonly pin: string;
  /** Normalised names of what it needs at run time. */
  readonly needs: readonly string[];
  /** Null: it has a wheel. */
  readonly build: SourceNeeds | null;
  /** Its build is known to be hard: it comes as late as it may. */
  readonly isHard: boolean;
  /** The index of a vendor to take it from; null: the configured ones. */
  readonly indexUrl: string | null;
  /** Digests that the user's files have of it: `sha256:…`; absent: none. */
  readonly hashes?: readonly string[];
  /** Only builds ask for it, or what they ask for does: it is not installed, but its own build has to be possible. */
  readonly isTool?: boolean;
}

/** What is known of the build of a package. */
export interface SourceNeeds {
  /** `[build-system] requires`, those that hold on the target; null: not known. */
  readonly requires: readonly Requirement[] | null;
  /** Other versions that have a wheel for the target. */
  readonly wheels: readonly { readonly version: string; readonly isNewer: boolean }[];
}

/** In which order the packages of one target are installed. Serialisable. */
export interface InstallPlan {
  /** Target id. */
  readonly target: string;
  readonly stages: readonly InstallStage[];
  readonly cycles: readonly PlanCycle[];
  /** What is not known and matters for the plan, one sentence each. */
  readonly notes: readonly string[];
  /** Why there is no plan, one sentence; then there are no stages. */
  readonly blocked: string | null;
  /** The folder of wheels to install from, relative to the output folder; null: from the configured indexes. */
  readonly wheelhouse: string | null;
  /** Options of the user's for each call: where packages come from, and which files of them. Without credentials. */
  readonly options?: readonly PlanOption[];
}

export interface PlanOption {
  /** As pip has it: `--extra-index-url`. */
  readonly name: string;
  readonly value: string | null;
  /** Names a folder or file of the machine that made the plan. */
  readonly isLocal: boolean;
}

/** One call of the installer. */
export interface InstallStage {
  /** Requirements, in order of names. */
  readonly packages: readonly string[];
  /** Something that these need comes later, so that the installer must not bring it now. */
  readonly noDeps: boolean;
  /** They are built with what was installed before, not with what an index has. */
  readonly noIsolation: boolean;
  /** Only wheels are taken. */
  readonly onlyWheels: boolean;
  /** Stands in for the configured index; null: it does not. */
  readonly indexUrl: string | null;
  /** One sentence. */
  readonly reason: string;
  /** Digests by requirement: of all of them, or absent. */
  readonly hashes?: Readonly<Record<string, readonly string[]>>;
}

/** Packages that need each other. */
export interface PlanCycle {
  /** `run-time`: legal, installers take it · `build`: none of them can be built before the others. */
  readonly kind: "run-time" | "build";
  /** Normalised names, sorted. */
  readonly packages: readonly string[];
  /** Wheels of other versions that break it, e.g. `demo==0.9`; empty: none does, or none is needed. */
  readonly bootstrap: readonly string[];
  /** Packages of the plan whose builds ask for these, where it has none of these itself. */
  readonly askedBy?: readonly string[];
}
