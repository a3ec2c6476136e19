import { tailSpan } from "../../core/findings/plain-build.ts";
import { wantedSpans } from "../../core/findings/wanted-spans.ts";
import type { LogParse } from "../../core/log/event.ts";
import { makeLogParser } from "../../core/log/parser.ts";
import { type LogPart, type LogText, partsText } from "../../core/log/reader/log-text.ts";
import type { LogFile } from "../../ports/logs.ts";
import type { ExplainPorts } from "./ports.ts";

export interface ReadLog {
  /** As the user gave it. */
  readonly file: string;
  readonly bytes: number;
  readonly parse: LogParse;
  /** The parts that the checks look into. */
  readonly text: LogText;
  /** Why it was not read to its end, in a sentence; null when it was. */
  readonly cut: string | null;
}

/** Reads one log in pieces, of whatever size, and then the parts of it that explain a failure. */
export async function readLog(path: string, folder: string, { logs, signal }: ExplainPorts): Promise<ReadLog> {
  const file = await logs.open(path, folder);
  try {
    const parser = makeLogParser();
    let bytes = 0;
    for await (const chunk of file.chunks()) {
      parser.push(chunk);
      bytes += chunk.length;
      if (signal.aborted) break;
    }
    const parse = parser.end();
    const cut = signal.aborted ? `${path} was not read to its end: the run was cancelled.` : file.cut;
    return { file: path, bytes, parse, text: partsText(await readParts(file, parse, bytes)), cut };
  } finally {
    await file.close();
  }
}

async function readParts(file: LogFile, parse: LogParse, bytes: number): Promise<readonly LogPart[]> {
  const parts: LogPart[] = [];
  const tail = tailSpan(bytes, parse.lines).bytes;
  const wanted = wantedSpans(parse);
  // Where nothing tells what failed, the end of the log has to.
  for (const [from, to] of wanted.length > 0 ? wanted : [tail])
    parts.push({ end: to, bytes: await file.read(from, to) });
  return parts;
}
