import { normalizeName } from "../pep/name.ts";
import { parseRequirement } from "../pep/requirement.ts";
import type { Place } from "../report/model.ts";
import type { FindingFacts, LocatedRequirement } from "./facts.ts";

/**
 * The user's lines that bring a package in: those that name it, else those of the packages that need it, as far as the
 * resolution told. Empty when nothing is known.
 */
export function placesOfPackage(facts: FindingFacts, name: string): readonly Place[] {
  const own = facts.requirements.filter((line) => line.kind === "requirement" && line.name === name);
  if (own.length > 0) return own.map((line) => line.place);
  return climb(facts, name, new Set());
}

function climb(facts: FindingFacts, name: string, seen: Set<string>): readonly Place[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const found = facts.packages.find((item) => item.name === name);
  if (found === undefined) return [];
  if (found.requestedBy.length > 0) return found.requestedBy;
  return uniquePlaces(found.requiredBy.flatMap((parent) => climb(facts, parent, seen)));
}

/**
 * The user's line behind a requirement as pip prints it (`numpy<2` for `numpy < 2  # old`). When several lines name the
 * project and none reads the same, it is not known which.
 *
 * @param options.exact also not when only one line names the project, and reads otherwise
 */
export function lineOfRequirement(
  facts: FindingFacts,
  kind: LocatedRequirement["kind"],
  printed: string,
  { exact = false }: { readonly exact?: boolean } = {},
): LocatedRequirement | null {
  const wanted = parseRequirement(printed);
  if (!wanted.ok) return null;
  const lines = facts.requirements.filter((line) => line.kind === kind && line.name === wanted.value.name);
  const same = lines.filter((line) => sameRequirement(line.text, wanted.value.canonical));
  if (same[0] !== undefined) return same[0];
  return lines.length === 1 && !exact ? (lines[0] ?? null) : null;
}

function sameRequirement(written: string, canonical: string): boolean {
  const read = parseRequirement(written);
  // pip drops the marker when it prints a constraint, and keeps the name as it is written.
  return read.ok && withoutMarker(read.value.canonical) === withoutMarker(canonical);
}

function withoutMarker(text: string): string {
  const at = text.indexOf(";");
  return (at === -1 ? text : text.slice(0, at)).trim().toLowerCase();
}

/** The user's lines at the end of pip's chain of who asked (`a==1.0->-r requirements.txt (line 1)`). */
export function placesOfChain(facts: FindingFacts, from: readonly string[] | null): readonly Place[] {
  const outermost = from?.findLast((link) => !link.startsWith("-"));
  const name = outermost === undefined ? null : parseName(outermost);
  return name === null ? [] : placesOfPackage(facts, name);
}

/** The normalised name at the beginning of a requirement; null for addresses and paths. */
export function parseName(printed: string): string | null {
  const match = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(printed);
  if (match === null || printed.startsWith("/", match[0].length) || printed.startsWith(":", match[0].length))
    return null;
  return normalizeName(match[0]);
}

/** Places, or files of an index, that one finding about many packages has. */
export const MOST_SHOWN = 100;

export function uniquePlaces(places: readonly Place[]): readonly Place[] {
  const byKey = new Map(places.map((place) => [`${place.file}\n${place.line}\n${place.column}`, place]));
  return [...byKey.values()];
}

/** `requirements.txt:3`, for messages. */
export function placeText(place: Place): string {
  return `${place.file}:${place.line}`;
}
