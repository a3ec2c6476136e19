import type { Parsed } from "../problem.ts";
import { parsed, problemAt, unparsed } from "../problem.ts";
import { leadingSpace, PYTHON_SPACE } from "./python-text.ts";

export { compareVersions } from "./version-order.ts";

/** A whole number as its decimal digits without leading zeros: versions have no limit of size (`1.20240101123456789`). */
export type Digits = string;

export type PreLetter = "a" | "b" | "rc";

/** A version by PEP 440. */
export interface Version {
  readonly epoch: Digits;
  /** At least one number. */
  readonly release: readonly Digits[];
  readonly pre: { readonly letter: PreLetter; readonly number: Digits } | null;
  readonly post: Digits | null;
  readonly dev: Digits | null;
  /** Parts of the local version, numbers as digits: `+cu118.1` → `["cu118", "1"]`. */
  readonly local: readonly string[] | null;
  /** The normal form: `1.0-RC.1` → `1.0rc1`. Trailing zeros stay, as in PEP 440. */
  readonly normalized: string;
  /** An alpha, beta, release candidate or development release. */
  readonly isPrerelease: boolean;
}

/** The pattern of PEP 440, Appendix B, without anchors and without groups; to be used with the flag `i`. */
export const VERSION_SUFFIX_PATTERN =
  "(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*)?(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?(?:[-_.]?dev[-_.]?[0-9]*)?";
export const LOCAL_PATTERN = "\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*";

const VERSION = new RegExp(
  `^[${PYTHON_SPACE}]*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)` +
    "(?:[-_.]?(?<preLetter>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>[0-9]+)?)?" +
    "(?<post>-(?<postDash>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>[0-9]+)?)?" +
    "(?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]+)?)?" +
    `(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?[${PYTHON_SPACE}]*$`,
  "i",
);

/** The usual case, which is its own normal form: `1.26.4`. */
const PLAIN_RELEASE = /^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*$/;
const PLAIN = { epoch: "0", pre: null, post: null, dev: null, local: null, isPrerelease: false };

const PRE_LETTERS: ReadonlyMap<string, PreLetter> = new Map([
  ["a", "a"],
  ["alpha", "a"],
  ["b", "b"],
  ["beta", "b"],
  ["c", "rc"],
  ["rc", "rc"],
  ["pre", "rc"],
  ["preview", "rc"],
]);

/** Reads a version by PEP 440, in any of its spellings. */
export function parseVersion(text: string): Parsed<Version> {
  if (PLAIN_RELEASE.test(text)) return parsed({ ...PLAIN, release: text.split("."), normalized: text });
  const groups = VERSION.exec(text)?.groups;
  if (groups === undefined) {
    const offset = leadingSpace(text);
    const message = text.length === offset ? "the version is empty" : `${JSON.stringify(text)} is not a version`;
    return unparsed(problemAt(text, offset, "invalid-version", message, "a version like 1.2.3, 1.2rc1 or 1.2.post1"));
  }
  const letter = PRE_LETTERS.get((groups.preLetter ?? "").toLowerCase());
  return parsed(
    makeVersion({
      epoch: digits(groups.epoch),
      release: (groups.release ?? "0").split(".").map(digits),
      pre: letter === undefined ? null : { letter, number: digits(groups.preNumber) },
      post: groups.post === undefined ? null : digits(groups.postDash ?? groups.postNumber),
      dev: groups.dev === undefined ? null : digits(groups.devNumber),
      local: groups.local === undefined ? null : localParts(groups.local),
    }),
  );
}

/** Adds to the parts of a version what follows from them. */
export function makeVersion(parts: Omit<Version, "normalized" | "isPrerelease">): Version {
  return { ...parts, normalized: normalForm(parts), isPrerelease: parts.pre !== null || parts.dev !== null };
}

function digits(text: string | undefined): Digits {
  return (text ?? "0").replace(/^0+(?=[0-9])/, "");
}

function localParts(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[-_.]/)
    .map((part) => (/^[0-9]+$/.test(part) ? digits(part) : part));
}

function normalForm(parts: Omit<Version, "normalized" | "isPrerelease">): string {
  const epoch = parts.epoch === "0" ? "" : `${parts.epoch}!`;
  const pre = parts.pre === null ? "" : parts.pre.letter + parts.pre.number;
  const post = parts.post === null ? "" : `.post${parts.post}`;
  const dev = parts.dev === null ? "" : `.dev${parts.dev}`;
  const local = parts.local === null ? "" : `+${parts.local.join(".")}`;
  return epoch + parts.release.join(".") + pre + post + dev + local;
}
