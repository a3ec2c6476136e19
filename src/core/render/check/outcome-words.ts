import { deltaOf } from "../../findings/assessed/words.ts";
import type { Verdict, VerdictOutcome } from "../../index/verdict.ts";

/** The outcomes of a verdict in plain English; foreign text may stand in them. */
interface OutcomeWords {
  /** For a column of a table. */
  readonly short: (verdict: Verdict) => string;
  /** For where there is room. */
  readonly long: (verdict: Verdict) => string;
}

const words = (short: string, long = short): OutcomeWords => ({ short: () => short, long: () => long });

export const OUTCOME_WORDS: Readonly<Record<VerdictOutcome, OutcomeWords>> = {
  NATIVE: words("wheel"),
  ABI3: words("wheel (abi3)", "wheel (stable ABI)"),
  PURE: words("wheel (any)", "wheel (any platform)"),
  STUB: words("wheel (stub)", "wheel (any platform; others have compiled ones)"),
  OTHER_INDEX: words("other index", "a wheel is on another index"),
  OLDER_HAS: { short: otherVersion, long: reasonOf },
  NEWER_HAS: { short: otherVersion, long: reasonOf },
  LIBC_TOO_OLD: { short: ({ miss }) => (miss === null ? "newer libc" : `needs ${miss.needs}`), long: reasonOf },
  LIBC_FAMILY: { short: onlyFor("other libc"), long: reasonOf },
  PYTHON_TAG: { short: onlyFor("other Python"), long: reasonOf },
  FREE_THREADED: words("with GIL only", "no wheel for a free-threaded Python"),
  REQUIRES_PYTHON: words("other Python", "does not support this Python"),
  VARIANT_ONLY: words("variants only", "variant wheels only"),
  YANKED_ONLY: words("only yanked", "yanked versions only"),
  SDIST_ONLY: words("to be built", "no wheel"),
  NO_ARTIFACT: words("no wheel"),
  NOT_FOUND: words("not found", "no such project or version"),
  AUTH: words("not checked", "not checked: the index wants credentials"),
  UNKNOWN: {
    short: ({ version }) => (version === null ? "not checked" : "not known"),
    long: () => "not known: an index gave no answer",
  },
};

/** In place of "wheel", where a wheel fits and a finding says that there is something wrong with it. */
export const DOUBTS: Readonly<Record<string, string>> = {
  "wrong-index": "wrong index",
  yanked: "yanked",
  "stub-wheel": "stub wheel",
  "name-on-two-indexes": "two indexes",
};

/** The version that has a wheel: `0.10.18 fits`. */
function otherVersion({ siblings }: Verdict): string {
  const other = siblings.find(({ kind, wheel }) => (kind === "older" || kind === "newer") && wheel !== null);
  return other?.version == null ? "no wheel" : `${other.version} fits`;
}

function onlyFor(otherwise: string): OutcomeWords["short"] {
  return ({ miss }) => (miss === null ? otherwise : `only ${miss.needs.replace(/^CPython /, "Python ")}`);
}

/** Why no wheel fits, and which version has one. */
function reasonOf(verdict: Verdict): string {
  const { miss, siblings } = verdict;
  const other = siblings.some(({ kind, wheel }) => (kind === "older" || kind === "newer") && wheel !== null);
  return `${missWords(miss)}${other ? `; ${otherVersion(verdict)}` : ""}`;
}

function missWords(miss: Verdict["miss"]): string {
  if (miss === null || miss.part === "platform" || miss.part === "other-os") return "no wheel";
  if (miss.part === "libc-version") return deltaOf(miss).replace(", target has ", ", has ");
  return miss.part === "variant" ? "variant wheels only" : `only for ${miss.needs}`;
}
