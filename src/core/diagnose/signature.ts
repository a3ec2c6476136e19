import type { ShapeKind } from "./shapes.ts";

/** What stopped a build, as far as its output tells. New names may come; these do not change. */
export type FailureClass =
  | "compiler"
  | "missing-header"
  | "missing-library"
  | "missing-tool"
  | "missing-python-module"
  | "tool-version"
  | "python-version"
  | "build-script"
  | "gpu-toolkit"
  | "out-of-memory"
  | "disk-full"
  | "emulator-crash"
  | "crash"
  | "wrong-platform"
  | "network"
  | "timeout"
  | "certificate"
  | "authentication"
  | "hash"
  | "index"
  | "clock"
  | "permission"
  | "system-packages"
  | "unknown";

/** Packages of distributions that bring what is missing. Empty: not known there. */
export interface DistributionPackages {
  readonly apt: readonly string[];
  readonly dnf: readonly string[];
  readonly apk: readonly string[];
  readonly conda: readonly string[];
}

/**
 * How much a line explains when several are known, most telling first.
 *
 * - `machine`: memory, disk or the emulator gave out, and whatever else failed may have failed of that.
 * - `cause`: says what is wrong, and says it when the build ends.
 * - `generic`: an error for certain, with a text that fits many causes (any compile error).
 * - `probe`: builds ask for many things that they can do without, so any of the above wins.
 * - `consequence`: says that something above it failed.
 * - `remark`: no error by itself, worth knowing when nothing else is.
 */
export type Rank = "machine" | "cause" | "generic" | "probe" | "consequence" | "remark";

/** A text that the line holds, whatever the case, or a pattern that is tried where such a text stands. */
export type Form = string | { readonly near: string; readonly pattern: RegExp };

/** One thing that builds print when something certain is wrong. Data: see `signatures/`. */
export interface Signature {
  readonly id: string;
  readonly class: FailureClass;
  readonly rank: Rank;
  /** Any of them is enough. Patterns are tried on one line at a time and are linear. */
  readonly texts: readonly Form[];
  /** Names that a shape finds: `{header: ["ffi.h"]}`. A name that ends with `/` stands for all below that folder, `*` for any. */
  readonly names: Readonly<Partial<Record<ShapeKind, readonly string[]>>>;
  /** In one sentence; `$1` stands for the first group of the pattern, or the name. */
  readonly cause: string;
  /** What to do when no package of the distribution helps, or besides; `$1` as above. */
  readonly advice: string | null;
  /** Lines for a shell that do what `advice` says. */
  readonly commands: readonly string[];
  readonly packages: DistributionPackages;
  /** Lines that it matches. */
  readonly examples: readonly string[];
  /** Lines that look like it and that it must not match. */
  readonly nearMisses: readonly string[];
  /** Where the texts and the packages come from; `unverified` says of which it is not known. */
  readonly sources: string;
}

export interface Diagnosis {
  readonly signature: string;
  readonly class: FailureClass;
  readonly rank: Rank;
  readonly cause: string;
  readonly advice: string | null;
  readonly commands: readonly string[];
  /** First and last index, 0-based, of the lines that show it. */
  readonly lines: readonly [number, number];
  readonly remedies: DistributionPackages;
  /** True for what also follows from other errors: any specific diagnosis wins over it. */
  readonly generic: boolean;
}

/** Shortest way to write a form with a pattern. */
export function near(text: string, pattern: RegExp): Form {
  return { near: text, pattern };
}

type Optional = "rank" | "texts" | "names" | "advice" | "commands" | "packages" | "examples" | "nearMisses";

/** A signature with its usual values: a specific cause that no package cures. */
export function signature(given: Omit<Signature, Optional> & Partial<Pick<Signature, Optional>>): Signature {
  return {
    rank: "cause",
    texts: [],
    names: {},
    advice: null,
    commands: [],
    packages: NO_PACKAGES,
    examples: [],
    nearMisses: [],
    ...given,
  };
}

export const NO_PACKAGES: DistributionPackages = { apt: [], dnf: [], apk: [], conda: [] };

/** Names separated by spaces, as of Debian 12, Fedora 41 and AlmaLinux (manylinux), Alpine 3.21, conda-forge. */
export function packagesOf(apt: string, dnf: string, apk: string, conda: string): DistributionPackages {
  return { apt: words(apt), dnf: words(dnf), apk: words(apk), conda: words(conda) };
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}
