import type { InputFile } from "../input.ts";
import { makeInputFile } from "../make-input.ts";
import { parseToml } from "../structured/toml.ts";
import { readDependencyGroups } from "./dependency-groups.ts";
import { type Draft, makeDraft } from "./draft.ts";
import { readPoetry } from "./poetry.ts";
import { readBuildSystem, readProject } from "./project-table.ts";
import { applyUvSources, readUv } from "./uv-settings.ts";

/**
 * Reads pyproject.toml: `[project]`, dependency groups (PEP 735), what uv adds (`tool.uv`: sources, indexes, constraints),
 * and the tables of Poetry where there is no `[project]`. Extras and groups are those of the requirements' `group`.
 * Never throws; one mistake does not hide the next.
 */
export function readPyproject(file: { readonly path: string; readonly bytes: Uint8Array }): InputFile {
  const document = parseToml(file);
  const draft = makeDraft(document);
  const requiresPython = readTables(draft);
  const requirements = applyUvSources(draft, draft.requirements);
  const { constraints, indexes, includes, notes } = draft;
  return makeInputFile(file.path, "pyproject", {
    requirements,
    constraints,
    indexes,
    includes,
    notes: notes.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
    problems: [...document.problems, ...draft.problems].sort((a, b) => a.offset - b.offset),
    requiresPython,
  });
}

function readTables(draft: Draft): InputFile["requiresPython"] {
  const ofProject = readProject(draft);
  readDependencyGroups(draft);
  readUv(draft);
  const ofPoetry = readPoetry(draft);
  readBuildSystem(draft);
  return ofProject ?? ofPoetry;
}
