import type { Chunk, EmbeddedText } from "../embedded-text.ts";
import { joinChunks, sliceEmbedded } from "../embedded-text.ts";

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In upper case: `RUN`. Of `ONBUILD RUN …` it is `RUN`. */
  readonly name: string;
  readonly onBuild: boolean;
  /** `--mount=…` and the like, as written. */
  readonly flags: readonly EmbeddedText[];
  /** What follows, lines joined, comments between them left out. */
  readonly text: EmbeddedText;
  readonly heredocs: readonly Heredoc[];
}

export interface Heredoc {
  readonly delimiter: string;
  readonly body: EmbeddedText;
}

interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly text: string;
}

/** Cuts a Dockerfile into instructions as BuildKit's parser does: `escape` directive, continuations, comments, heredocs. */
export function splitInstructions(text: string): readonly Instruction[] {
  const lines = splitLines(text);
  const continued = findEscape(lines) === "`" ? /(?<!`)`[ \t]*$/ : /(?<!\\)\\[ \t]*$/;
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; ) {
    const { chunks, next } = readInstructionLines(lines, index, continued);
    index = next;
    const instruction = parseInstruction(joinChunks(chunks));
    if (instruction === null) continue;
    const heredocs = HAS_HEREDOCS.has(instruction.name) ? findHeredocs(instruction.text.text) : [];
    const bodies: Heredoc[] = [];
    for (const { delimiter, tabs } of heredocs) {
      const end = findDelimiter(lines, index, delimiter, tabs);
      bodies.push({ delimiter, body: joinChunks(bodyOf(lines.slice(index, end), tabs)) });
      index = end + 1;
    }
    instructions.push({ ...instruction, heredocs: bodies });
  }
  return instructions;
}

const HAS_HEREDOCS: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  if (start < text.length) lines.push({ start, text: text.slice(start) });
  return lines;
}

/** Directives stand at the very top; the first line that is none ends them. */
function findEscape(lines: readonly Line[]): "\\" | "`" {
  for (const { text } of lines) {
    const directive = /^[ \t]*#[ \t]*([a-z]\w*)[ \t]*=[ \t]*(\S.*)$/i.exec(text);
    if (directive === null) return "\\";
    if (directive[1]?.toLowerCase() === "escape") return directive[2]?.trim() === "`" ? "`" : "\\";
  }
  return "\\";
}

const isComment = (line: Line) => /^[ \t]*#/.test(line.text);

function readInstructionLines(
  lines: readonly Line[],
  from: number,
  continued: RegExp,
): { readonly chunks: readonly Chunk[]; readonly next: number } {
  const chunks: Chunk[] = [];
  let index = from;
  let goesOn = true;
  while (goesOn && index < lines.length) {
    const line = lines[index];
    index += 1;
    if (line === undefined || isComment(line) || line.text.trim() === "") {
      // Between continued lines comments and empty lines count for nothing; elsewhere they are no instruction.
      goesOn = chunks.length > 0;
      continue;
    }
    const end = continued.exec(line.text)?.index ?? line.text.length;
    goesOn = end < line.text.length;
    chunks.push({ text: line.text.slice(0, end), source: line.start });
  }
  return { chunks, next: index };
}

function parseInstruction(line: EmbeddedText): Omit<Instruction, "heredocs"> | null {
  const head = /^\s*(onbuild\s+)?([a-z]+)(?:\s+|$)/i.exec(line.text);
  if (head === null) return null;
  const flags: EmbeddedText[] = [];
  let at = head[0].length;
  for (;;) {
    const flag = /^(--[a-z][a-z-]*(?:=\S*)?)(?:\s+|$)/i.exec(line.text.slice(at));
    if (flag?.[1] === undefined) break;
    flags.push(sliceEmbedded(line, at, at + flag[1].length));
    at += flag[0].length;
  }
  const end = line.text.trimEnd().length;
  const text = sliceEmbedded(line, at, Math.max(at, end));
  return { name: (head[2] ?? "").toUpperCase(), onBuild: head[1] !== undefined, flags, text };
}

/** `<<EOF`, `<<-EOF`, `3<<"EOF"`: outside of quotation marks, at the beginning of a word. */
const HEREDOC = /'[^']*'|"(?:\\.|[^"\\])*"|\\.|(?<!\S)\d*<<(-?)(["']?)([^\s"'<>|&;()]+)\2/g;

function findHeredocs(text: string): readonly { readonly delimiter: string; readonly tabs: boolean }[] {
  return [...text.matchAll(HEREDOC)].flatMap((match) =>
    match[3] === undefined ? [] : [{ delimiter: match[3], tabs: match[1] === "-" }],
  );
}

function findDelimiter(lines: readonly Line[], from: number, delimiter: string, tabs: boolean): number {
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? "";
    if ((tabs ? text.replace(/^\t+/, "") : text) === delimiter) return index;
  }
  return lines.length;
}

function bodyOf(lines: readonly Line[], tabs: boolean): readonly Chunk[] {
  return lines.flatMap(({ start, text }) => {
    const indent = tabs ? (/^\t*/.exec(text)?.[0].length ?? 0) : 0;
    return [
      { text: text.slice(indent), source: start + indent },
      { text: "\n", source: start + text.length },
    ];
  });
}
