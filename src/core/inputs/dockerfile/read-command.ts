import { readEmbeddedRequirement } from "../embedded-requirement.ts";
import { sliceEmbedded } from "../embedded-text.ts";
import type { InputIndex, InputRequirement } from "../input.ts";
import { redactUrls } from "../redact-url.ts";
import { readEditable, readRequirementLine } from "../requirement-line.ts";
import type { StageFiles } from "./build-context.ts";
import { findInContext } from "./build-context.ts";
import { addNote, addUnclosed, type Draft, placeIn } from "./draft.ts";
import { addIndexAddress, readIndexVariable } from "./index-variables.ts";
import { noteOtherTool } from "./other-tools.ts";
import { type PipCommand, type PipOption, readPipCommand } from "./pip-command.ts";
import type { CommandWord, ShellCommand } from "./shell-commands.ts";
import { splitShellCommands } from "./shell-commands.ts";

/** Where a command runs. */
export interface CommandContext {
  readonly group: InputRequirement["group"];
  readonly files: StageFiles;
  /** In a script that is itself a word: an edit would have to be quoted twice. */
  readonly nested?: boolean;
}

/** How deep `sh -c` is followed into `sh -c`. */
const DEEPEST = 4;

const SHELLS = /^(?:.*\/)?(?:ba|da|a|z|k)?sh$/s;

/** Reads a script and adds what its commands install. `depth`: of `sh -c` within each other. */
export function readScript(draft: Draft, context: CommandContext, script: CommandWord["embedded"], depth = 0): void {
  const { commands, unclosed } = splitShellCommands(script);
  if (unclosed !== null) addUnclosed(draft, unclosed);
  for (const command of commands) readCommand(draft, context, command, depth);
}

/** Reads one command; `sh -c "…"` is a script of its own. */
export function readCommand(draft: Draft, context: CommandContext, command: ShellCommand, depth: number): void {
  const script = scriptOf(command.words);
  if (script !== null && depth < DEEPEST) {
    readScript(draft, { ...context, nested: true }, script.embedded, depth + 1);
    return;
  }
  const reading = readPipCommand(command.words);
  const [first] = command.words;
  if (first === undefined) return;
  if (reading.kind === "not-told") {
    addNote(draft, "not-told", "which words of this command are requirements cannot be told", first.embedded);
  } else if (reading.kind === "other") {
    noteOtherTool(draft, command.words);
  } else {
    readPip(draft, context, command, reading.command);
    for (const word of command.words) readIndexVariable(draft, word);
  }
}

/** The script of `sh -c SCRIPT`, `bash -lc SCRIPT`; null for another command. */
function scriptOf(words: readonly CommandWord[]): CommandWord | null {
  if (!SHELLS.test(words[0]?.embedded.text ?? "")) return null;
  const at = words.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word.embedded.text));
  return at === -1 ? null : (words[at + 1] ?? null);
}

function readPip(draft: Draft, context: CommandContext, command: ShellCommand, pip: PipCommand): void {
  for (const option of pip.options) readOption(draft, context, option);
  for (const word of pip.names) addRequirement(draft, context, word, "name");
  for (const { embedded } of pip.unknown) {
    const text = `${embedded.text} is not an option that is known here: a word behind it may be its value`;
    addNote(draft, "not-told", text, embedded);
  }
  for (const { attached, operator, at, target } of command.redirections) {
    if (!attached || operator !== ">" || !target?.embedded.text.startsWith("=")) continue;
    const text = `the shell takes "${operator}${target.embedded.text}" for a redirection: put the requirement in quotation marks`;
    addNote(draft, "passed-over", text, { text: "", pieces: [{ at: 0, source: at }] });
  }
  const [first] = command.words;
  if (command.conditional && first !== undefined) {
    addNote(
      draft,
      "not-told",
      "whether this command runs is decided in the build; it is judged as if it did",
      first.embedded,
    );
  }
}

function addRequirement(draft: Draft, context: CommandContext, word: CommandWord, as: "name" | "editable"): void {
  const { embedded, span } = word;
  const quoting = context.nested ? "none" : word.quoting;
  if (word.dynamic) {
    const text = `${redactUrls(embedded.text)} is decided in the build (a variable or the output of a command)`;
    addNote(draft, "not-told", text, embedded);
    return;
  }
  if (/[*?]/.test(embedded.text) && /\/|\.(?:whl|zip|gz)$/.test(embedded.text)) {
    addNote(draft, "not-told", `which files ${embedded.text} stands for is decided in the build`, embedded);
    return;
  }
  const grammar = as === "name" ? readRequirementLine : readEditable;
  const group = context.group;
  const read = readEmbeddedRequirement(draft.source, { embedded, span, quoting, group }, grammar);
  if ("problem" in read) draft.problems.push(read.problem);
  else draft.requirements.push(read.requirement);
}

function readOption(draft: Draft, context: CommandContext, option: PipOption): void {
  const { meaning, value, word, name } = option;
  if (meaning === "flag" || meaning === "value") return;
  if (meaning === "policy") addPolicy(draft, option);
  else if (value === null) {
    addNote(draft, "not-told", `${name} has no value`, word.embedded);
  } else if (meaning === "editable") {
    addRequirement(draft, context, value, "editable");
  } else if (meaning === "requirements" || meaning === "constraints") {
    addInclude(draft, context, meaning, option, value);
  } else {
    addIndex(draft, meaning, value);
  }
}

/** `--no-index` holds for one command and its folders, not for all that is judged here: so it is only noted. */
function addPolicy(draft: Draft, { name, value, word }: PipOption): void {
  if (name === "--no-index") {
    addNote(draft, "passed-over", "this command takes its files from folders of the image only", word.embedded);
    return;
  }
  const place = placeIn(draft, word.embedded);
  draft.options.push({ name, value: value?.embedded.text ?? null, place });
}

function addIndex(draft: Draft, kind: InputIndex["kind"], { embedded, dynamic }: CommandWord): void {
  const { text } = embedded;
  // uv's `--index name=URL`.
  const [prefix = "", name = null] = /^([A-Za-z0-9_-]+)=(?=[a-z+]+:)/i.exec(text) ?? [];
  addIndexAddress(draft, { name, kind, dynamic }, sliceEmbedded(embedded, prefix.length, text.length));
}

function addInclude(
  draft: Draft,
  context: CommandContext,
  kind: "requirements" | "constraints",
  { word }: PipOption,
  value: CommandWord,
): void {
  const { text } = value.embedded;
  if (/^(?:https?|file):/i.test(text)) {
    draft.includes.push({ kind, path: text, place: placeIn(draft, word.embedded) });
    return;
  }
  const path = value.dynamic ? null : findInContext(context.files, text);
  if (path !== null) {
    draft.includes.push({ kind, path, place: placeIn(draft, word.embedded) });
    return;
  }
  const note = `where ${text} comes from cannot be told: no COPY, ADD or bind mount brings it from the build context`;
  addNote(draft, "not-told", note, sliceEmbedded(value.embedded, 0, text.length));
}
