import type { Sibling } from "../../index/verdict.ts";
import { parseRequirement, type Requirement } from "../../pep/requirement.ts";
import { type Specifier, specifierSetContains } from "../../pep/specifier.ts";
import { parseVersion } from "../../pep/version.ts";

/** A version that has a wheel, and the requirement that leads to it. */
export interface LineEdit {
  readonly version: string;
  /** The requirement as it has to read: `mediapipe<=0.10.18`. */
  readonly after: string;
  /** False when the requirement as it stands excludes that version. */
  readonly allowed: boolean;
}

/**
 * What a requirement has to say so that an installer takes the sibling's version: another pin for a pin, a bound for a
 * range. Null when the sibling is no other version, or the requirement names an address.
 */
export function editFor(requirement: string, { kind, version }: Sibling): LineEdit | null {
  const read = parseRequirement(requirement);
  const wanted = version === null ? null : parseVersion(version);
  if (!read.ok || read.value.url !== null || version === null || wanted?.ok !== true) return null;
  if (kind !== "older" && kind !== "newer") return null;
  const { specifiers } = read.value;
  const allowed = specifierSetContains(specifiers, wanted.value, { prereleases: true });
  const bound = `${kind === "older" ? "<=" : ">="}${version}`;
  const kept = allowed ? specifiers.canonical.split(",").filter((clause) => clause !== "") : [];
  const clauses = specifiers.specifiers.some(isPin) ? [`==${version}`] : [...kept, bound];
  return { version, allowed, after: withSpecifiers(read.value, clauses.join(",")) };
}

function isPin({ operator, wildcard }: Specifier): boolean {
  return operator === "===" || (operator === "==" && !wildcard);
}

function withSpecifiers({ writtenName, writtenExtras, canonical }: Requirement, specifiers: string): string {
  const extras = writtenExtras.length === 0 ? "" : `[${writtenExtras.join(",")}]`;
  const semicolon = canonical.indexOf(";");
  const marker = semicolon === -1 ? "" : `; ${canonical.slice(semicolon + 1).trim()}`;
  return `${writtenName}${extras}${specifiers}${marker}`;
}
