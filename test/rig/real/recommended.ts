import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import { parseRequirementsFile } from "../../../src/core/inputs/requirements-file.ts";
import type { Fix } from "../../../src/core/report/model.ts";
import type { CaseFiles } from "./conflicts.ts";

const INPUT = "requirements.in";

/**
 * One sentence for each thing that is wrong with a recommended file: it has to name every project of the user's, differ
 * from the user's file by the edits of the fix alone, and give the reason above each of them.
 */
export function recommendedTroubles(files: CaseFiles, fix: Fix, recommended: Uint8Array): readonly string[] {
  const before = files.get(INPUT) ?? new Uint8Array();
  const edited = applyEdits(files, fix.edits);
  if (!edited.ok) return [`its edits are refused: ${edited.problems.map(({ message }) => message).join("; ")}`];
  const comments = new Set(linesOf(before).filter(isComment));
  const lines = linesOf(recommended);
  const kept = lines.filter((line) => !isComment(line) || comments.has(line));
  const wanted = linesOf(edited.value.get(INPUT) ?? before);
  const lost = projectsIn(before).filter((name) => !projectsIn(recommended).includes(name));
  return [
    ...lost.map((name) => `${name} is gone`),
    ...(kept.join("\n") === wanted.join("\n") ? [] : [`its lines are not those of the fix: ${kept.join(" | ")}`]),
    ...fix.edits.flatMap(({ place, before: was, after, reason = "" }) => {
      if (place.file !== INPUT) return [];
      const [first = ""] = after.split("\n");
      const above = lines[lines.findIndex((line) => line.startsWith(first)) - 1] ?? "";
      const isSaid = above.startsWith(`# was ${was}`) && reason !== "" && above.includes(reason.slice(0, 40));
      return isSaid ? [] : [`no reason stands above ${first}`];
    }),
  ];
}

/** The files with one edit of the fix undone, for each of them. */
export function undone(files: CaseFiles, { edits }: Fix): readonly CaseFiles[] {
  if (edits.length < 2) return [files];
  return edits.map((left) => {
    const others = applyEdits(
      files,
      edits.filter((edit) => edit !== left),
    );
    if (!others.ok) throw new Error("an edit needs another one");
    return others.value;
  });
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).trimEnd().split("\n");
}

function isComment(line: string): boolean {
  return line.startsWith("#");
}

function projectsIn(bytes: Uint8Array): readonly string[] {
  const { requirements } = parseRequirementsFile({ path: INPUT, bytes });
  return requirements.flatMap(({ name }) => name ?? []);
}
