import { WheelhouseError } from "../../core/error.ts";
import { parsePipReport } from "../../core/log/facts/pip-report.ts";
import type { ExplainPorts } from "./ports.ts";

const REPORT_LIMIT = 256 * 1024 * 1024;
/** `pip install --report` writes its version before everything else; so does `pip inspect`, which lists `installed`. */
const HEAD = 512;

/** True for a file that is what `pip install --report` writes, by its beginning. */
export async function isPipReport(path: string, folder: string, { logs }: ExplainPorts): Promise<boolean> {
  if (path === "-") return false;
  const file = await logs.open(path, folder);
  try {
    const head = new TextDecoder().decode(await file.read(0, HEAD));
    return /^\ufeff?\s*\{/.test(head) && head.includes('"pip_version"') && /"install"\s*:/.test(head);
  } finally {
    await file.close();
  }
}

/** The report as unchecked JSON; a file that is none is a wrong input. */
export async function readPipReport(path: string, folder: string, { files }: ExplainPorts): Promise<unknown> {
  const bytes = await files.readFile(files.resolve(folder, path), { limit: REPORT_LIMIT });
  const json = parseJson(new TextDecoder().decode(bytes));
  const report = parsePipReport(json);
  if (report.ok) return json;
  const [problem] = report.problems;
  throw new WheelhouseError("unreadable-file", `${path} is no report of pip's: ${problem?.message}.`, {
    hint: "Give the file that `pip install --report FILE` wrote (pip 22.2 or newer).",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    return undefined;
  }
}
