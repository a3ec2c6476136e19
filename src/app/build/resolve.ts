import type { LogParse } from "../../core/log/event.ts";
import { type PipReport, parsePipReport } from "../../core/log/facts/pip-report.ts";
import { parseLog } from "../../core/log/parser.ts";
import { indexArguments, selectionArguments, type TargetContext } from "./context.ts";
import { keepLog } from "./keep-log.ts";
import type { PreparedInputs } from "./prepare-inputs.ts";
import { readable } from "./readable.ts";

export interface Resolution {
  /** Null when pip found no solution. */
  readonly report: PipReport | null;
  /** Relative to the output folder. */
  readonly log: string;
  readonly parse: LogParse;
  /** The log itself. */
  readonly bytes: Uint8Array;
}

const LOG_NAME = "resolve.log";

/** pip's own resolution, through the loopback index, without installing anything. */
export async function resolveRequirements(context: TargetContext, inputs: PreparedInputs): Promise<Resolution> {
  const { ports, lane, work } = context;
  const { files } = ports;
  const raw = `${work}/logs/${LOG_NAME}`;
  const reportFile = `${work}/pip-report.json`;
  await files.makeFolder(`${work}/logs`);
  await files.makeFolder(`${work}/empty`);
  await lane.python({
    arguments: [
      ...["-m", "pip", "install", "--dry-run", "--ignore-installed"],
      ...["--report", lane.inside(reportFile), "--log", lane.inside(raw)],
      ...indexArguments(context),
      ...inputs.findLinksPaths.flatMap((path) => ["--find-links", path]),
      ...selectionArguments(context.options),
      ...inputs.resolveArguments,
    ],
    cwd: `${work}/empty`,
    env: context.pipEnvironment,
    onLine: (line) => ports.log.foreign(readable(context, line)),
    signal: ports.signal,
  });
  ports.signal.throwIfAborted();
  const log = await keepLog(context, raw, LOG_NAME);
  const bytes = await files.readFile(`${context.output}/${log}`, { limit: 512 * 1024 * 1024 });
  return { report: await readReport(context, reportFile), log, parse: parseLog(bytes), bytes };
}

/** pip writes the report after the resolution and before anything else: it exists exactly when there is a solution. */
async function readReport(context: TargetContext, path: string): Promise<PipReport | null> {
  const { files } = context.ports;
  if ((await files.stat(path)) === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(await files.readFile(path, { limit: 256 * 1024 * 1024 })));
  } catch {
    return null;
  }
  const report = parsePipReport(json);
  return report.ok ? report.value : null;
}
