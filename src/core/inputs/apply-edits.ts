import type { Parsed } from "../problem.ts";
import { parsed } from "../problem.ts";
import { checkEdited } from "./edits/check-edited.ts";
import { type Edit, insertsLines } from "./edits/edit.ts";
import { openForEdits } from "./edits/opened-file.ts";
import { planEdit } from "./edits/plan-edit.ts";
import type { LocatedProblem } from "./requirement-set.ts";
import { type Splice, spliceBytes } from "./splice-bytes.ts";

export type { Edit } from "./edits/edit.ts";

/**
 * Applies edits to input files of any format: `files` by the paths that the edits' places name. Each edit changes its own
 * bytes and no others, in the quotation that its place has. Refused, all of it and with every reason at once: an edit of a
 * file or place that is not there, one whose `before` does not stand there, two that overlap, one that would leave hashes
 * of another version, and one after which the file does not say what was meant. Files without edits are handed on.
 */
export function applyEdits(
  files: ReadonlyMap<string, Uint8Array>,
  edits: readonly Edit[],
): Parsed<ReadonlyMap<string, Uint8Array>> {
  const problems: LocatedProblem[] = [];
  const edited = new Map(files);
  for (const [path, own] of byFile(edits)) {
    const bytes = files.get(path);
    const result = bytes === undefined ? unknownFile(own) : editFile({ path, bytes }, own);
    if (result.ok) edited.set(path, result.value);
    else problems.push(...result.problems);
  }
  return problems.length === 0 ? parsed(edited) : { ok: false, problems };
}

type FileResult =
  | { readonly ok: true; readonly value: Uint8Array }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) {
    const group = groups.get(edit.place.file);
    if (group === undefined) groups.set(edit.place.file, [edit]);
    else group.push(edit);
  }
  return groups;
}

function unknownFile(edits: readonly Edit[]): FileResult {
  const problems = edits.map(({ place }): LocatedProblem => {
    const message = `${place.file} is not among the files that can be edited`;
    return { code: "edit-unknown-file", message, expected: null, ...place, offset: 0 };
  });
  return { ok: false, problems };
}

function editFile(file: { readonly path: string; readonly bytes: Uint8Array }, edits: readonly Edit[]): FileResult {
  const opened = openForEdits(file);
  const plans = edits.map((edit) => ({ edit, plan: planEdit(opened, edit) }));
  const problems = plans.flatMap(({ plan }) => (plan.ok ? [] : [plan.problem]));
  const splices = plans.flatMap(({ edit, plan }) => (plan.ok ? plan.splices.map((splice) => ({ edit, splice })) : []));
  problems.push(...findOverlaps(splices));
  if (problems.length > 0) return { ok: false, problems };
  const value = spliceBytes(
    file.bytes,
    splices.map(({ splice }) => splice),
  );
  const broken = checkEdited(opened, value, edits);
  return broken.length === 0 ? { ok: true, value } : { ok: false, problems: broken };
}

/** Two texts for one place overlap too: which of them comes first would be a guess. Whole lines stay in their order. */
function findOverlaps(splices: readonly { readonly edit: Edit; readonly splice: Splice }[]): readonly LocatedProblem[] {
  const sorted = splices.toSorted((a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end);
  return sorted.flatMap(({ edit, splice }, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.edit === edit) return [];
    const isApart = before.splice.start < splice.start || (insertsLines(before.edit) && !isSameLine(before.edit, edit));
    if (before.splice.end <= splice.start && isApart) return [];
    const message = `two edits change the same text: ${before.edit.after} and ${edit.after}`;
    return [
      { code: "edit-overlap", message, expected: "one edit for each place", ...edit.place, offset: splice.start },
    ];
  });
}

function isSameLine(one: Edit, other: Edit): boolean {
  return insertsLines(other) && one.after === other.after;
}
