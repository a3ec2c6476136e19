/**
 * What a requirement gets on a target, from good to bad.
 *
 * `NATIVE` a wheel made for exactly this Python and platform · `ABI3` one of the stable ABI · `PURE` one for every platform ·
 * `STUB` one for every platform, though others have compiled ones: it may lack its kernel · `OTHER_INDEX` a known index
 * of a vendor has one · `OLDER_HAS`, `NEWER_HAS` another version that is allowed or not has one · `LIBC_TOO_OLD` wheels
 * need a newer C library · `LIBC_FAMILY` only for the other C library · `PYTHON_TAG` only for other Pythons ·
 * `FREE_THREADED` not for a free-threaded Python · `REQUIRES_PYTHON` the project excludes this Python · `VARIANT_ONLY` only
 * variant wheels, which no installer selects yet · `YANKED_ONLY` · `SDIST_ONLY` must be built · `NO_ARTIFACT` nothing
 * that could be built either · `NOT_FOUND` no such project or version · `AUTH` the index wants credentials ·
 * `UNKNOWN` the index did not answer: nothing is said about it.
 */
export const OUTCOMES = [
  "NATIVE",
  "ABI3",
  "PURE",
  "STUB",
  "OTHER_INDEX",
  "OLDER_HAS",
  "NEWER_HAS",
  "LIBC_TOO_OLD",
  "LIBC_FAMILY",
  "PYTHON_TAG",
  "FREE_THREADED",
  "REQUIRES_PYTHON",
  "VARIANT_ONLY",
  "YANKED_ONLY",
  "SDIST_ONLY",
  "NO_ARTIFACT",
  "NOT_FOUND",
  "AUTH",
  "UNKNOWN",
] as const;

export type VerdictOutcome = (typeof OUTCOMES)[number];

/** Whether there is a wheel for a requirement on a target, and if not, why not. Serialisable: it is part of the report. */
export interface Verdict {
  readonly outcome: VerdictOutcome;
  /** The version that is judged: what the installer would take, or the newest that the requirement allows; null: none. */
  readonly version: string | null;
  /** File name of the wheel that the installer would take; null when there is none. */
  readonly wheel: string | null;
  /** The tag by which that wheel fits. */
  readonly tag: string | null;
  /** In bytes, of the file that would be taken (wheel, else sdist), where the index says so. */
  readonly bytes: number | null;
  /** File name of that version's sdist; null when it has none. */
  readonly sdist: string | null;
  /** The wheel of that version that comes nearest, when none fits. */
  readonly miss: Miss | null;
  /** What else there is: other versions, other indexes, other Pythons. */
  readonly siblings: readonly Sibling[];
  /** Whose tag order decided: `packaging-26.3`, `pip-26.2`, `uv`. */
  readonly rules: string;
}

/** The closest miss, by uv's ladder: the later the part that does not fit, the closer. */
export interface Miss {
  readonly wheel: string;
  readonly part:
    | "python"
    | "abi"
    | "free-threaded"
    | "libc-version"
    | "libc-family"
    | "platform"
    | "other-os"
    | "variant";
  /** What the wheel needs and what the target has, e.g. `glibc 2.39` and `glibc 2.36`. */
  readonly needs: string;
  readonly has: string;
}

export interface Sibling {
  readonly kind: "older" | "newer" | "other-index" | "other-python" | "other-libc" | "other-platform";
  /** One plain sentence: `0.10.18 has a wheel for this target`. */
  readonly text: string;
  readonly version: string | null;
  readonly wheel: string | null;
}
