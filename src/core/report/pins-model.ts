/** Versions that could be pinned for several targets at once: one of each project wherever that is possible. */
export interface PinsReport {
  /** Their ids, in the order in which they were asked for. */
  readonly targets: readonly string[];
  /** Why it is not known whether fewer projects could have different versions; null where they are as few as possible. */
  readonly undecided: string | null;
  /** Sorted by name. */
  readonly projects: readonly ProjectPins[];
}

export interface ProjectPins {
  /** Normalised. */
  readonly name: string;
  /** One that serves all targets that need it, or several, none of which does. */
  readonly versions: readonly VersionOnTargets[];
  /**
   * As they may stand in a constraints file: `numpy==2.1.0`, or one line for each version, told apart by markers. None
   * where no marker does it.
   */
  readonly lines: readonly string[];
  /** What the targets take by themselves, where that is not the same. */
  readonly alone?: readonly VersionOnTargets[];
  /** Why no one version serves all of them: the facts, one text each. */
  readonly reasons: readonly string[];
  /** One sentence for people where the targets differ; else null. */
  readonly text: string | null;
}

export interface VersionOnTargets {
  readonly version: string;
  /** Ids, in the order of the targets. */
  readonly targets: readonly string[];
}
