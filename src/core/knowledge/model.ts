/**
 * What is known about packages that are hard on ARM: data with a source and a date, never a verdict. The index decides
 * whether there is a wheel; this says what to do when there is none, and when a wheel is not what it seems.
 */
export interface PackageKnowledge {
  /** Normalised names that it holds for. */
  readonly names: readonly string[];
  /** Where each statement comes from, and when it was looked at (`2026-08`). */
  readonly source: string;
  readonly date: string;
  /** One plain sentence on the state of its wheels for aarch64. */
  readonly note: string;
  /** Platforms that it holds for; absent: all. */
  readonly platforms?: readonly string[];
  /** The first version with wheels for aarch64, the last one where they stopped. */
  readonly firstWith?: string;
  readonly lastWith?: string;
  /** What to use instead, best first. */
  readonly alternatives?: readonly Alternative[];
  /** Keys of `vendor-indexes`: where vendors keep wheels of it. */
  readonly vendorIndexes?: readonly string[];
  /** What must be compiled when there is no wheel. */
  readonly compile?: readonly CompileKind[];
  /** What a build from source needs of the system, and what the finished wheel needs. */
  readonly system?: SystemPackages;
  /** Minutes that a build takes on a native arm64 runner, where somebody measured it. */
  readonly buildMinutes?: { readonly value: number; readonly source: string };
  /** A wheel for every platform that lacks its compiled part. */
  readonly stub?: string;
  /** Wheels of the public index that have no GPU code, and which versions: a specifier set. */
  readonly cpuOnly?: WheelLimit;
  /** Wheels of the public index whose GPU code is for ARM servers (SBSA): they do not work on a Jetson with Tegra's CUDA. */
  readonly serverOnly?: WheelLimit;
}

export interface WheelLimit {
  /** A specifier set; `>=0` for all. */
  readonly versions: string;
  /** One plain sentence. */
  readonly note: string;
}

export type CompileKind = "C" | "C++" | "Rust" | "Fortran" | "CUDA" | "Cython" | "Go";

export interface Alternative {
  readonly text: string;
  /** A requirement that may stand in its place, e.g. `mediapipe<=0.10.18`; null for advice without one. */
  readonly requirement: string | null;
}

/** Names by distribution; absent where nobody has looked. */
export interface SystemPackages {
  readonly build: DistributionPackages;
  readonly runtime: DistributionPackages;
}

export interface DistributionPackages {
  readonly apt?: readonly string[];
  readonly dnf?: readonly string[];
  readonly apk?: readonly string[];
}

/** An index of a vendor. Its address is data; it is asked only to tell what it has, and may be down. */
export interface VendorIndex {
  /** `jetson-jp6-cu126`. */
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly source: string;
  readonly date: string;
  /** Profiles or platforms that it is for. */
  readonly for: readonly string[];
  /** Has wheels of many projects: asked about each one that has none, also where no row names it. */
  readonly general?: boolean;
  /** Only for targets with this C library; absent: both. */
  readonly libc?: "glibc" | "musl";
  readonly note: string;
}
