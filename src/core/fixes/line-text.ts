import { normalizeName } from "../pep/name.ts";
import { parseRequirement, type Requirement } from "../pep/requirement.ts";
import { canonicalText } from "../pep/requirement-grammar.ts";
import { makeSpecifierSet, type SpecifierSet } from "../pep/specifier.ts";
import type { Line } from "./lines.ts";

/** The same requirement with other clauses. */
export function withSpecifiers(requirement: Requirement, specifiers: SpecifierSet): Requirement {
  const changed = { ...requirement, specifiers };
  return { ...changed, canonical: canonicalText(changed) };
}

export function withoutSpecifiers(requirement: Requirement): Requirement {
  return withSpecifiers(requirement, makeSpecifierSet([]));
}

/** @param extra normalised */
export function withoutExtra(requirement: Requirement, extra: string): Requirement {
  const writtenExtras = requirement.writtenExtras.filter((written) => normalizeName(written) !== extra);
  const extras = requirement.extras.filter((one) => one !== extra);
  const changed = { ...requirement, extras, writtenExtras };
  return { ...changed, canonical: canonicalText(changed) };
}

/**
 * The line's text with what a changed requirement says, in the line's own spelling: its name, its spaces and its marker
 * stay.
 */
export function rewriteText(line: Line, changed: Requirement): string {
  const parts = PARTS.exec(line.text.slice(line.requirement.writtenName.length))?.groups;
  if (parts === undefined || changed.name !== line.requirement.name) return changed.canonical;
  const { gap = "", extras = "", space = "", clauses = "", rest: before = "" } = parts;
  const rest = changed.marker === line.requirement.marker ? before : markerText(changed, before);
  const kept = changed.writtenExtras.join(/,\s/.test(extras) ? ", " : ",");
  const sameExtras = changed.extras.length === line.requirement.extras.length;
  const bracket = kept === "" ? "" : sameExtras ? extras : `[${kept}]`;
  const written = specifierText(changed.specifiers, clauses);
  const between = written === "" ? "" : extras === "" ? gap : space;
  const text = `${line.requirement.writtenName}${bracket === "" ? "" : gap + bracket}${between}${written}${rest}`;
  return saysTheSame(text, changed) ? text : changed.canonical;
}

const PARTS = /^(?<gap>\s*)(?<extras>\[[^\]]*\])?(?<space>\s*)\(?(?<clauses>[^;)]*?)\)?(?<rest>\s*(?:;.*)?)$/s;

/** With a space before the semicolon where the line has one. */
function markerText({ marker }: Requirement, before: string): string {
  return marker === null ? "" : `${/^\s+;/.test(before) ? " ; " : "; "}${marker.canonical}`;
}

/** With spaces where the line has them. */
function specifierText({ specifiers }: SpecifierSet, before: string): string {
  const space = /[=<>~!]\s/.test(before) ? " " : "";
  return specifiers.map(({ operator, text }) => operator + space + text).join(/,\s/.test(before) ? ", " : ",");
}

function saysTheSame(text: string, requirement: Requirement): boolean {
  const read = parseRequirement(text);
  return read.ok && read.value.canonical === requirement.canonical;
}
