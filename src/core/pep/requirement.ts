import type { Parsed } from "../problem.ts";
import type { Marker } from "./marker.ts";
import type { NormalizedName } from "./name.ts";
import { canonicalText, parseWholeRequirement } from "./requirement-grammar.ts";
import { scan } from "./scanner.ts";
import { clausesAsWritten, type SpecifierSet } from "./specifier.ts";

/** A dependency specifier (PEP 508), e.g. `requests[socks]>=2.31; python_version < "3.13"`. */
export interface Requirement {
  readonly name: NormalizedName;
  /** As it was written. */
  readonly writtenName: string;
  /** In normal form, sorted, without repetitions. */
  readonly extras: readonly NormalizedName[];
  /** As they were written, sorted, without repetitions. */
  readonly writtenExtras: readonly string[];
  /** Empty for a direct reference. */
  readonly specifiers: SpecifierSet;
  /** What stands behind `@`, as it was written; null when there is none. */
  readonly url: string | null;
  readonly marker: Marker | null;
  /** As the `packaging` library prints it: written name and extras, clauses sorted, one space where one belongs. */
  readonly canonical: string;
}

/** Reads one dependency specifier. The problem's column says where it stops being one. */
export function parseRequirement(text: string): Parsed<Requirement> {
  return scan(text, "invalid-requirement", parseWholeRequirement);
}

/** For people: as `canonical`, but with the clauses in the order in which they were written. */
export function asWritten(requirement: Requirement): string {
  const { specifiers } = requirement;
  return canonicalText({ ...requirement, specifiers: { ...specifiers, canonical: clausesAsWritten(specifiers) } });
}

/** The same requirement under a condition that was read elsewhere. */
export function withMarker(requirement: Requirement, marker: Marker | null): Requirement {
  if (marker === requirement.marker) return requirement;
  return { ...requirement, marker, canonical: canonicalText({ ...requirement, marker }) };
}
