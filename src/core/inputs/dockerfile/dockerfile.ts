import type { EmbeddedText } from "../embedded-text.ts";
import type { InputFile, InputRequirement } from "../input.ts";
import { makeInputFile } from "../make-input.ts";
import { problemIn } from "../source-text.ts";
import { readDocument } from "../structured/document.ts";
import { addCopy, EMPTY_STAGE, enterFolder, findInContext, type StageFiles } from "./build-context.ts";
import { addNote, type Draft, makeDraft } from "./draft.ts";
import { readExecForm } from "./exec-form.ts";
import { readIndexVariable } from "./index-variables.ts";
import { type Instruction, splitInstructions } from "./instructions.ts";
import { readCommand, readScript } from "./read-command.ts";
import { splitShellCommands } from "./shell-commands.ts";

/**
 * Reads what a Dockerfile installs with `pip install` and `uv pip install` (and `pip wheel`, `pip download`) in its `RUN`
 * instructions: requirements with their stage, indexes, included files as the build context has them. Nothing is expanded:
 * what a variable decides is a note, never a guess. Never throws.
 */
export function readDockerfile(file: { readonly path: string; readonly bytes: Uint8Array }): InputFile {
  const { source, problems } = readDocument(file, (text) => {
    const nul = text.decoded.text.indexOf("\0");
    const found = nul === -1 ? [] : [problemIn(text, nul, "nul-byte", "a NUL byte", "a text file")];
    return { root: null, problems: found };
  });
  const draft = makeDraft(source);
  if (problems.length === 0) readInstructions(draft, splitInstructions(source.decoded.text));
  const { requirements, indexes, options, includes, notes } = draft;
  const all = [...problems, ...draft.problems].sort((a, b) => a.offset - b.offset);
  return makeInputFile(file.path, "dockerfile", { requirements, indexes, options, includes, notes, problems: all });
}

interface Stage {
  readonly name: string;
  readonly files: StageFiles;
  /** `SHELL` names one that is not like `sh`. */
  readonly otherShell: boolean;
}

function readInstructions(draft: Draft, instructions: readonly Instruction[]): void {
  const stages: Stage[] = [];
  let stage: Stage = { name: "0", files: EMPTY_STAGE, otherShell: false };
  for (const instruction of instructions) {
    if (instruction.name === "FROM") {
      stage = beginStage(instruction.text.text, stages);
      stages.push(stage);
      continue;
    }
    stage = step(draft, stages, stage, instruction);
    if (stages.length > 0) stages[stages.length - 1] = stage;
  }
}

/** `FROM [--platform=…] image [AS name]`; an image that is a stage of before hands on its files. */
function beginStage(text: string, stages: readonly Stage[]): Stage {
  const [image = "", as = "", name = ""] = text.split(/\s+/);
  const own = as.toLowerCase() === "as" && name !== "" ? name : String(stages.length);
  const parent = findStage(stages, image);
  return { name: own, files: parent?.files ?? EMPTY_STAGE, otherShell: parent?.otherShell ?? false };
}

function findStage(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.findLast((stage) => stage.name.toLowerCase() === name.toLowerCase());
}

function step(draft: Draft, stages: readonly Stage[], stage: Stage, instruction: Instruction): Stage {
  const { name, text } = instruction;
  switch (name) {
    case "WORKDIR":
      return { ...stage, files: enterFolder(stage.files, unquote(text.text)) };
    case "SHELL":
      return { ...stage, otherShell: !/^\[\s*"(?:[^"]*\/)?(?:ba|da|a|z|k)?sh"/.test(text.text) };
    case "COPY":
    case "ADD":
      return { ...stage, files: readCopy(stages, stage.files, instruction) };
    case "ENV":
    case "ARG":
      readVariables(draft, text);
      return stage;
    case "RUN":
      readRun(draft, stage, instruction);
      return stage;
    default:
      return stage;
  }
}

const unquote = (text: string) => text.replace(/^(["'])(.*)\1$/s, "$2");

function readVariables(draft: Draft, text: EmbeddedText): void {
  const [command] = splitShellCommands(text).commands;
  for (const word of command?.words ?? []) readIndexVariable(draft, word);
}

function flagValue({ flags }: Instruction, name: string): string | null {
  const flag = flags.find(({ text }) => text.startsWith(`--${name}=`));
  return flag?.text.slice(name.length + 3) ?? null;
}

/** Copies from another stage lead back to what that stage copied, when all of it can be told. */
function readCopy(stages: readonly Stage[], files: StageFiles, instruction: Instruction): StageFiles {
  const words = readExecForm(instruction.text)?.map(({ embedded }) => embedded.text) ?? shellWords(instruction.text);
  const target = words.at(-1);
  if (target === undefined || words.length < 2) return files;
  const from = flagValue(instruction, "from");
  if (from === null) return addCopy(files, words.slice(0, -1), target);
  const other = findStage(stages, from)?.files ?? stages[Number(from)]?.files;
  const sources = words.slice(0, -1).map((source) => (other === undefined ? null : findInContext(other, source)));
  return addCopy(files, sources.every((source) => source !== null) ? sources : null, target);
}

function shellWords(text: EmbeddedText): readonly string[] {
  return splitShellCommands(text).commands.flatMap(({ words }) => words.map(({ embedded }) => embedded.text));
}

function readRun(draft: Draft, stage: Stage, instruction: Instruction): void {
  const { text, heredocs, onBuild } = instruction;
  const group: InputRequirement["group"] = { kind: "stage", name: stage.name };
  const context = { group, files: withMounts(stage.files, instruction) };
  const before = draft.requirements.length;
  const words = readExecForm(text);
  if (words !== null) readCommand(draft, context, { words, redirections: [], conditional: false }, 0);
  else if (stage.otherShell) addNote(draft, "passed-over", "SHELL names another shell than sh: not read", text);
  else readShellForm(draft, context, text, heredocs);
  if (onBuild && draft.requirements.length > before) {
    addNote(draft, "not-told", "ONBUILD: this runs in builds that start from this image", text);
  }
}

/** `RUN <<EOF` is a script of the shell, unless its first line names another interpreter; `RUN bash <<EOF` is one too. */
function readShellForm(
  draft: Draft,
  context: { readonly group: InputRequirement["group"]; readonly files: StageFiles },
  text: EmbeddedText,
  heredocs: Instruction["heredocs"],
): void {
  readScript(draft, context, text);
  const isScript = /^(?:(?:\S*\/)?(?:ba|da|a|z|k)?sh(?:\s+-\S+)*\s*)?\d*<<-?["']?[^\s"']+["']?$/.test(text.text);
  for (const { body } of isScript ? heredocs : []) {
    const interpreter = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(body.text);
    const program = interpreter?.[1]?.endsWith("/env") ? interpreter[2] : interpreter?.[1];
    if (program === undefined || /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program)) readScript(draft, context, body);
  }
}

/** `--mount=type=bind,source=requirements.txt,target=/r.txt`: a file of the build context for the time of one command. */
function withMounts(files: StageFiles, { flags }: Instruction): StageFiles {
  return flags.reduce((stage, { text }) => {
    if (!text.startsWith("--mount=")) return stage;
    const parts = new Map(text.slice(8).split(",").map(keyAndValue));
    const target = parts.get("target") ?? parts.get("dst") ?? parts.get("destination");
    if ((parts.get("type") ?? "bind") !== "bind" || target === undefined || parts.has("from")) return stage;
    return addCopy(stage, [parts.get("source") ?? parts.get("src") ?? "."], target);
  }, files);
}

function keyAndValue(part: string): readonly [string, string] {
  const equals = part.indexOf("=");
  return equals === -1 ? [part, ""] : [part.slice(0, equals), unquote(part.slice(equals + 1))];
}
