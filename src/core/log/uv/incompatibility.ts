import { withoutRange } from "./debug-names.ts";
import { splitAtAnd, splitPremise } from "./premise.ts";

/** One statement of uv's derivation. Texts as printed; `all versions of x` and `x` both become `x`. */
export type UvIncompatibility =
  | { readonly kind: "not-found"; readonly package: string; readonly where: string }
  | { readonly kind: "no-versions"; readonly requirement: string }
  | { readonly kind: "available"; readonly requirements: readonly string[] }
  | {
      readonly kind: "depends";
      /** Of several ranges of one package only the package. */
      readonly dependent: string;
      /** These ranges. */
      readonly dependents?: readonly string[];
      readonly on: readonly string[];
    }
  /** By the user, the project or the workspace. */
  | { readonly kind: "requested"; readonly requirements: readonly string[] }
  | { readonly kind: "python"; readonly python: string; readonly requires: string }
  | {
      readonly kind: "no-wheel";
      readonly package: string;
      /** `platform`, `Python ABI`, …: the tag that does not match. */
      readonly tag: string;
      /** A tag that would fit here, e.g. `manylinux_2_36_x86_64`. */
      readonly example: string | null;
    }
  | { readonly kind: "yanked"; readonly package: string; readonly reason: string | null }
  | { readonly kind: "unusable"; readonly package: string; readonly reason: string }
  | { readonly kind: "incompatible"; readonly packages: readonly string[] }
  | { readonly kind: "other"; readonly text: string };

const CONCLUSION = " we can conclude that ";

/** Reads a derivation, one sentence a line, without its conclusions ("we can conclude that …"). */
export function readIncompatibilities(text: string): readonly UvIncompatibility[] {
  return text.split("\n").flatMap((sentence) => splitPremise(premiseOf(sentence)).map(readStatement));
}

/** The same without what uv repeats of its conclusions ("we know from (1) that …"). */
export function readFacts(text: string): readonly UvIncompatibility[] {
  return text.split("\n").flatMap((sentence) => {
    const isRepeated = /^(?:And )?[Bb]ecause we know from \(/.test(sentence);
    return splitPremise(premiseOf(sentence))
      .slice(isRepeated ? 1 : 0)
      .map(readStatement);
  });
}

/** What it concludes of dependencies: for many versions of a package, they say in one line what the premises say in many. */
export function readConclusions(text: string): readonly UvIncompatibility[] {
  return text.split("\n").flatMap((sentence) => {
    const at = sentence.indexOf(CONCLUSION);
    if (at === -1) return [];
    const concluded = sentence.slice(at + CONCLUSION.length).replace(/\.$/, "");
    return splitPremise(concluded)
      .map(readStatement)
      .filter(({ kind }) => kind === "depends");
  });
}

/** Behind a list the comma is missing. */
function premiseOf(sentence: string): string {
  const start = /^(?:And )?[Bb]ecause (?:we know from \(\d+\) that )?/.exec(sentence)?.[0].length ?? 0;
  const end = sentence.indexOf(CONCLUSION);
  return sentence.slice(start, end === -1 ? sentence.length : end).replace(/[.,]$/, "");
}

function readStatement(text: string): UvIncompatibility {
  for (const read of STATEMENTS) {
    const found = read(text);
    if (found !== null) return found;
  }
  return { kind: "other", text };
}

type Reader = (text: string) => UvIncompatibility | null;

/** Asked in this order. Each looks for its words once, so that reading is linear. */
const STATEMENTS: readonly Reader[] = [
  around(" was not found in ", (subject, where) => ({ kind: "not-found", package: subject, where })),
  around(" was yanked", (subject, rest) => ({
    kind: "yanked",
    package: subject,
    reason: /^ \(reason: (.+)\)$/.exec(rest)?.[1] ?? null,
  })),
  around(" does not satisfy Python", (subject, requires) => {
    const python = /^the (?:current|requested) Python version \(([^)]+)\)$/.exec(subject)?.[1];
    return python === undefined ? null : { kind: "python", python, requires };
  }),
  around(" has no wheels with a matching ", (subject, rest) => noWheel(subject, rest)),
  around(" have no wheels with a matching ", (subject, rest) => noWheel(subject, rest)),
  (text) => {
    const requirement = /^there (?:is no version|are no versions) of (.+)$/.exec(text)?.[1];
    return requirement === undefined ? null : { kind: "no-versions", requirement };
  },
  (text) => {
    if (!text.startsWith("only ")) return null;
    const head = text.startsWith("only the following versions of ") ? text.indexOf(" are available: ") : -1;
    const list = head === -1 ? text.slice("only ".length) : text.slice(head + " are available: ".length);
    return { kind: "available", requirements: listed(list.replace(/ (?:is|are) available$/, "")) };
  },
  (text) => {
    const asked = /^you(?:r (?:project|workspace)|r project's \S+)? (?:requires?|depends on) (?:all of: )?(.+)$/.exec(
      text,
    );
    return asked?.[1] === undefined ? null : { kind: "requested", requirements: listed(asked[1]) };
  },
  around(" depends on ", depends),
  around(" depend on ", depends),
  around(" are incompatible", (subject) => ({ kind: "incompatible", packages: listed(subject) })),
  around(" has no usable wheels", (subject) => ({
    kind: "unusable",
    package: plain(subject),
    reason: "has no usable wheels",
  })),
  unusable,
];

function around(words: string, make: (before: string, after: string) => UvIncompatibility | null): Reader {
  return (text) => {
    const at = text.indexOf(words);
    return at <= 0 ? null : make(plain(text.slice(0, at)), text.slice(at + words.length));
  };
}

function noWheel(subject: string, rest: string): UvIncompatibility {
  const tag = /^(.+?) tags?(?: \(e\.g\., `([^`]+)`\))?$/.exec(rest);
  return { kind: "no-wheel", package: subject, tag: tag?.[1] ?? rest, example: tag?.[2] ?? null };
}

function depends(dependent: string, rest: string): UvIncompatibility {
  const dependents = dependent.startsWith("all of: ") ? listed(dependent.slice("all of: ".length)) : [];
  const several = withoutRange(dependents[0] ?? "");
  const who = several === "" ? { dependent } : { dependent: several, dependents };
  return { kind: "depends", ...who, on: listed(rest.replace(/^all of: /, "")) };
}

/** `numpy<2; numpy>=2.3` → `numpy<2 | >=2.3`, as uv prints ranges elsewhere. */
function unionOf([first = "", ...rest]: readonly string[]): string {
  const name = withoutRange(first);
  return [first, ...rest.map((item) => (item.startsWith(name) ? item.slice(name.length) : item))].join(" | ");
}

/** `x==1 requires Python >=3.12`, `x==1 has invalid metadata`, `x==1 was published after the exclude newer time`, … */
function unusable(text: string): UvIncompatibility | null {
  const match = /^(?:all versions of )?(\S+) ((?:has|have|requires|require|was|were|needs|cannot|is|are) .+)$/.exec(
    text,
  );
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { kind: "unusable", package: match[1], reason: match[2] };
}

const ONE_OF = "one of: ";

/** `a>=1 and b`, `a, b, and c`, `a and one of: b<1; b>2`, items of a list that was joined by `; `. */
function listed(text: string): readonly string[] {
  return splitAtAnd(text)
    .flatMap((part) => (part.startsWith(ONE_OF) ? [unionOf(part.slice(ONE_OF.length).split("; "))] : part.split("; ")))
    .map((item) => plain(item.replace(/^and /, "")))
    .filter((item) => item !== "");
}

/** The brackets of an extra or group stay; words around a package go. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/^all versions of /, "")
    .replace(/,$/, "");
}
