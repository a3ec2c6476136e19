import { addNote, type Draft } from "./draft.ts";
import type { CommandWord } from "./shell-commands.ts";

interface OtherTool {
  readonly pattern: RegExp;
  readonly note: string;
}

/** Commands that install Python packages, but not by names that stand in the Dockerfile. */
const OTHER_TOOLS: readonly OtherTool[] = [
  { pattern: /^uv (?:sync|run|export)\b/, note: "uv installs what uv.lock says: check that file too" },
  { pattern: /^uv (?:add|tool install)\b/, note: "uv resolves this on its own; it is not judged here" },
  { pattern: /^uv pip (?:sync|compile)\b/, note: "uv takes these from files: check those files too" },
  { pattern: /^poetry (?:install|sync|update)\b/, note: "Poetry installs what poetry.lock says: check that file too" },
  { pattern: /^pipenv (?:install|sync|update)\b/, note: "Pipenv installs what Pipfile.lock says: check that file too" },
  { pattern: /^pdm (?:install|sync|update)\b/, note: "PDM installs what its lock says: check that file too" },
  {
    pattern: /^(?:conda|mamba|micromamba) env (?:create|update)\b/,
    note: "conda installs what an environment file says: check that file too",
  },
  { pattern: /^(?:conda|mamba|micromamba) (?:install|create)\b/, note: "conda brings these packages, not wheels" },
];

export function noteOtherTool(draft: Draft, words: readonly CommandWord[]): void {
  const [first] = words;
  const text = words
    .slice(0, 8)
    .map(({ embedded }) => embedded.text.replace(/^.*\//s, ""))
    .filter((word) => !word.startsWith("-"))
    .join(" ");
  const tool = OTHER_TOOLS.find(({ pattern }) => pattern.test(text));
  if (tool !== undefined && first !== undefined) addNote(draft, "passed-over", tool.note, first.embedded);
}
