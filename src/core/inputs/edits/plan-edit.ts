import { byteOffset, unitAtByte } from "../decode.ts";
import { canEncode, encodeText } from "../encode.ts";
import { type Quoting, quoteFor } from "../quoting.ts";
import { readRequirementLine } from "../requirement-line.ts";
import type { LocatedProblem, LocatedRequirement } from "../requirement-set.ts";
import { problemIn, unitAt } from "../source-text.ts";
import type { Splice } from "../splice-bytes.ts";
import { type Edit, insertsLines } from "./edit.ts";
import { type ItemSite, joinerOf, stretchOf } from "./item-forms.ts";
import { type OpenedFile, requirementAt } from "./opened-file.ts";
import { spliceHashes } from "./splice-hashes.ts";

export type EditPlan =
  | { readonly ok: true; readonly splices: readonly Splice[] }
  | { readonly ok: false; readonly problem: LocatedProblem };

/** What an edit replaces, or why it cannot be made. */
export function planEdit(file: OpenedFile, edit: Edit): EditPlan {
  const unit = unitAt(file.source, edit.place);
  if (unit === null) return refuse(file, 0, edit, "edit-no-place", "the file has no such line or column", null);
  const requirement = insertsLines(edit) ? undefined : requirementAt(file.input, edit.place);
  return requirement === undefined ? planRaw(file, edit, unit) : planRequirement(file, edit, requirement);
}

function refuse(
  { source }: OpenedFile,
  unit: number,
  { place }: Edit,
  code: string,
  message: string,
  expected: string | null,
): Extract<EditPlan, { ok: false }> {
  return { ok: false, problem: { ...problemIn(source, unit, code, message, expected), ...place } };
}

/** Text that is no requirement, e.g. `>=3.10` or the version of a lock: as it stands in the file, on one line. */
function planRaw(file: OpenedFile, edit: Edit, unit: number): EditPlan {
  const { source } = file;
  const { before, after } = edit;
  if (source.decoded.text.slice(unit, unit + before.length) !== before) {
    const message = `${shown(before)} does not stand here`;
    return refuse(file, unit, edit, "edit-mismatch", message, shown(restOfLine(source.decoded.text, unit)));
  }
  if (/[\r\n]/.test(before) || (/[\r\n]/.test(after) && !insertsLines(edit))) {
    return refuse(file, unit, edit, "edit-unwritable", "the text goes over several lines", "a text on one line");
  }
  return replace(file, edit, { start: unit, end: unit + before.length, text: after });
}

function planRequirement(file: OpenedFile, edit: Edit, requirement: LocatedRequirement): EditPlan {
  const unit = unitAtByte(file.source.decoded, requirement.span.start);
  const { text, display, span, quoting = "line" } = requirement;
  if (edit.before !== text && edit.before !== display) {
    return refuse(file, unit, edit, "edit-mismatch", `${shown(edit.before)} does not stand here`, shown(display));
  }
  const site = { text: file.source.decoded.text, start: unit, end: unitAtByte(file.source.decoded, span.end) };
  const change = edit.after === "" ? planDrop(quoting, site) : planText(quoting, site, edit.after);
  if (change === null) {
    const message =
      edit.after === "" ? `${shown(display)} cannot be taken out here` : `${shown(edit.after)} cannot be written here`;
    return refuse(file, unit, edit, "edit-unwritable", message, EXPECTED[quoting] ?? "a requirement on one line");
  }
  const hashes = planHashes(file, edit, requirement, unit);
  if (!hashes.ok) return hashes;
  const replaced = replace(file, edit, change);
  return replaced.ok ? { ok: true, splices: [...replaced.splices, ...hashes.splices] } : replaced;
}

interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function planDrop(quoting: Quoting, site: ItemSite): TextChange | null {
  const stretch = stretchOf(quoting, site);
  return stretch === null ? null : { start: stretch[0], end: stretch[1], text: "" };
}

/** Several requirements, one a line, come as several items. */
function planText(quoting: Quoting, site: ItemSite, after: string): TextChange | null {
  const written = after.split("\n").map((text) => quoteFor(quoting, text));
  const joiner = written.length === 1 ? "" : joinerOf(quoting, site);
  const texts = written.filter((text) => text !== null && text !== "");
  if (joiner === null || texts.length < written.length) return null;
  return { start: site.start, end: site.end, text: texts.join(joiner) };
}

const EXPECTED: Readonly<Record<string, string>> = {
  "poetry-version": "the same name, with versions only",
  none: "an edit by hand: the text is quoted more than once",
};

function planHashes(file: OpenedFile, edit: Edit, requirement: LocatedRequirement, unit: number): EditPlan {
  const { hashes } = edit;
  const { hashSpans = [] } = requirement;
  if (hashSpans.length === 0 || (hashes === undefined && choosesTheSame(requirement, edit.after))) {
    return { ok: true, splices: [] };
  }
  if (hashes === undefined) {
    const message = `the hashes behind ${shown(requirement.display)} do not fit ${shown(edit.after)}`;
    return refuse(file, unit, edit, "edit-stale-hashes", message, "the hashes of the new version, or none");
  }
  if (hashes !== "drop" && edit.after.includes("\n")) {
    return refuse(file, unit, edit, "edit-unwritable", "hashes cannot be shared out among several lines", "drop");
  }
  const invalid = hashes === "drop" ? undefined : hashes.find((hash) => !/^sha(?:256|384|512):[0-9a-f]+$/.test(hash));
  if (invalid !== undefined) {
    return refuse(file, unit, edit, "edit-unwritable", `${shown(invalid)} is no hash`, "sha256: and the digest");
  }
  return { ok: true, splices: spliceHashes(file, hashSpans, hashes === "drop" ? [] : hashes) };
}

/** Only the marker differs: the files stay those that the hashes are of. */
function choosesTheSame({ requirement, location }: LocatedRequirement, after: string): boolean {
  const read = readRequirementLine(after);
  if (!read.ok) return false;
  const other = read.value;
  const same = other.requirement?.specifiers.canonical === requirement?.specifiers.canonical;
  return same && other.requirement?.name === requirement?.name && other.location === location;
}

function replace(file: OpenedFile, edit: Edit, { start, end, text }: TextChange): EditPlan {
  const { decoded } = file.source;
  if (!canEncode(text, decoded.encoding)) {
    const message = `${shown(text)} cannot be written in ${decoded.encoding}, the encoding of the file`;
    return refuse(file, start, edit, "edit-unwritable", message, "a file saved as UTF-8");
  }
  const content = encodeText(text, decoded.encoding);
  return { ok: true, splices: [{ start: byteOffset(decoded, start), end: byteOffset(decoded, end), content }] };
}

function restOfLine(text: string, unit: number): string {
  return /^.*/.exec(text.slice(unit, unit + 200))?.[0] ?? "";
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
