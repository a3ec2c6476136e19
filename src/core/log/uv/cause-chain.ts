import type { EventBody } from "../event.ts";
import type { LogLine } from "../reader/line.ts";
import type { Block } from "../rule.ts";
import { type ChainOutput, makeChainOutput } from "./chain-output.ts";
import { joinWrapped, type Row } from "./wrapped-text.ts";

/**
 * An error of uv: a head, what caused it, what a build printed, hints. It has had three drawings: the box of miette with
 * `×`, `├─▶` and `╰─▶`, wrapped at 80 columns even in a file (≤ 0.12); `error:` with `  Caused by:` (≤ 0.12); `error:` with
 * `  cause:` (0.13).
 */
export interface CauseChain {
  readonly head: string;
  readonly causes: readonly CauseText[];
  readonly output: ChainOutput;
  /** Of uv ≤ 0.11, which has them inside of the error; one line for each. */
  readonly hints: readonly string[];
}

export interface CauseText {
  /** Paragraphs and lists as uv meant them: a wrapped line is one with the line before. */
  readonly lines: readonly string[];
  readonly first: LogLine;
  readonly last: LogLine;
}

type Drawing = "box" | "line";

interface Part {
  readonly rows: Row[];
  readonly first: LogLine;
  last: LogLine;
}

/** Of more only the beginning is kept: uv prints a hundredth of it for a conflict of hundreds of versions. */
const CHARACTERS_KEPT = 1024 * 1024;
const STARTS: Readonly<Record<Drawing, RegExp>> = { box: /^(?:├─▶|╰─▶|\|->|`->) /, line: /^(?:Caused by|cause): / };
/** Below everything else: who asked for the package. */
const HELP = /^(?:help|hint): /;

/** Reads on from the head, `× …` or `error: …`. */
export function readChain(head: LogLine, describe: (chain: CauseChain) => EventBody | null): Block {
  const drawing: Drawing = head.text.startsWith("error: ") ? "line" : "box";
  const parts: Part[] = [partOf(head, head.text.replace(/^(?:error:|[×x]) /, ""))];
  const output = makeChainOutput();
  let kept = 0;
  const add = (line: LogLine, row: Row): void => {
    const part = parts.at(-1);
    kept += row.text.length + 1;
    if (part === undefined || kept > CHARACTERS_KEPT) return;
    part.rows.push(row);
    if (row.text !== "") part.last = line;
  };
  const startPart = (line: LogLine): boolean => {
    const isHelp = drawing === "box" && HELP.test(line.text);
    const mark = STARTS[drawing].exec(line.text)?.[0];
    if (line.indent !== 2 || (mark === undefined && !isHelp)) return false;
    parts.push(partOf(line, isHelp ? line.text : line.text.slice(mark?.length)));
    return true;
  };
  return {
    take(line) {
      const margin = marginOf(parts, drawing);
      if (output.isOpen()) return output.take(line, margin) || (drawing === "box" && startHelp(line));
      if (line.text === "") {
        add(line, { indent: 0, text: "" });
        return true;
      }
      if (startPart(line) || output.open(line, margin)) return true;
      const { indent, text } = withoutBar(line, drawing);
      if (indent < margin) return false;
      add(line, { indent: indent - margin, text });
      return true;
    },
    close: () => describe(chainOf(parts, drawing, output.end())),
  };

  function startHelp(line: LogLine): boolean {
    if (!HELP.test(line.text) || !startPart(line)) return false;
    output.shut();
    return true;
  }
}

function partOf(line: LogLine, text: string): Part {
  return { rows: [{ indent: 0, text }], first: line, last: line };
}

/** Where the text of a cause stands: behind `  × `, `  ╰─▶ `, `  help: `, `  cause: `; `  Caused by: ` goes on at four. */
function marginOf(parts: readonly Part[], drawing: Drawing): number {
  const text = parts.at(-1)?.first.text ?? "";
  if (HELP.test(text)) return 8;
  if (drawing === "line") return text.startsWith("cause: ") ? 9 : 4;
  return parts.length === 1 ? 4 : 6;
}

/** A bar stands before the further lines of a cause that is not the last. */
function withoutBar(line: LogLine, drawing: Drawing): Row {
  if (drawing === "line" || line.indent !== 2 || !/^[│|] {3}/.test(line.text)) return line;
  const text = line.text.slice(1).trimStart();
  return { indent: line.indent + line.text.length - text.length, text };
}

function chainOf(parts: readonly Part[], drawing: Drawing, output: ChainOutput): CauseChain {
  const [head, ...rest] = parts.map(({ rows, first, last }) => ({
    lines: joinWrapped(rows, drawing === "box"),
    first,
    last,
  }));
  const isHelp = ({ lines }: CauseText): boolean => HELP.test(lines[0] ?? "");
  const help = rest.filter(isHelp).map(({ lines }) => lines.join(" ").replace(HELP, ""));
  return {
    head: head?.lines.join(" ") ?? "",
    causes: rest.filter((cause) => !isHelp(cause)),
    output,
    hints: [...output.hints, ...help],
  };
}
