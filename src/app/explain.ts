import { WheelhouseError } from "../core/error.ts";
import type { LogParse } from "../core/log/event.ts";
import { askersOf } from "../core/log/facts/askers.ts";
import { parseLog } from "../core/log/parser.ts";
import { wholeText } from "../core/log/reader/log-text.ts";
import type { ExplainOptions } from "../core/options/options.ts";
import { renderers } from "../core/render/renderers.ts";
import type { BuildReport } from "../core/report/model.ts";
import { scrubTexts } from "../core/report/scrub.ts";
import { VERSION } from "../core/version.ts";
import { exitCodeOf, outcomeOf } from "./build/build-report.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import { explainLog, type LogResult } from "./explain/explain-log.ts";
import { locateRequirements } from "./explain/locate-requirements.ts";
import { isPipReport, readPipReport } from "./explain/pip-report.ts";
import type { ExplainPorts } from "./explain/ports.ts";
import { readLog } from "./explain/read-log.ts";

/**
 * The `explain` use case: logs that some other step has written → one report. Rejects with WheelhouseError for a log that
 * cannot be read; whatever stands in a log gives a report.
 */
export async function runExplain(options: ExplainOptions, ports: ExplainPorts): Promise<BuildOutcome> {
  const { logs, pipReport } = await sortInputs(options, ports);
  const results: LogResult[] = [];
  for (const path of logs) {
    const log = await readLog(path, options.workingDirectory, ports);
    const requirements = await locateRequirements(askersOf(log.parse).lines, path, options.workingDirectory, ports);
    results.push(explainLog(log, requirements, pipReport?.json));
    if (ports.signal.aborted) break;
  }
  // pip's report alone tells what was resolved.
  if (logs.length === 0 && pipReport !== null) results.push(explainLog(emptyLog(pipReport.path), [], pipReport.json));
  const report = scrubTexts(toReport(results, ports.signal.aborted));
  const output = options.output === null ? "" : ports.files.resolve(options.workingDirectory, options.output);
  const files = output === "" ? [] : await writeFiles(ports, output, report);
  return { report, exitCode: exitCodeOf(report, options.failOn), output, files, targets: [] };
}

interface Inputs {
  readonly logs: readonly string[];
  readonly pipReport: { readonly path: string; readonly json: unknown } | null;
}

/** Tells logs from reports of pip's. A report belongs to one log: with several, nobody knows to which. */
async function sortInputs(options: ExplainOptions, ports: ExplainPorts): Promise<Inputs> {
  const folder = options.workingDirectory;
  const paths = await ports.logs.expand(options.logs, folder);
  const logs: string[] = [];
  const reports = new Set(options.pipReport === null ? [] : [options.pipReport]);
  for (const path of paths) {
    if (await isPipReport(path, folder, ports)) reports.add(path);
    else logs.push(path);
  }
  const [report, ...more] = reports;
  if (report === undefined) return { logs, pipReport: null };
  if (more.length > 0 || logs.length > 1) {
    const message = `Reports of pip's (${[...reports].join(", ")}) and ${logs.length} logs are given together.`;
    const hint = "Give one log and the report of the same run; explain the others by a command of their own.";
    throw new WheelhouseError("usage", message, { hint });
  }
  return { logs, pipReport: { path: report, json: await readPipReport(report, folder, ports) } };
}

function emptyLog(file: string) {
  const nothing = new Uint8Array();
  const parse: LogParse = { ...parseLog(nothing), format: "pip", formats: ["pip"], complete: true };
  return { file, bytes: 0, parse, text: wholeText(nothing), cut: null };
}

function toReport(results: readonly LogResult[], isAborted: boolean): BuildReport {
  const findings = results.flatMap((result) => result.findings);
  return {
    schemaVersion: 1,
    tool: { name: "wheelhouse", version: VERSION },
    command: "explain",
    complete: !isAborted && results.every(({ report }) => report.complete || report.format === "unknown"),
    outcome: outcomeOf(findings),
    targets: [],
    findings,
    conflicts: results.flatMap((result) => result.conflicts),
    fixes: [],
    logs: results.map(({ report }) => report),
  };
}

async function writeFiles({ files }: ExplainPorts, output: string, report: BuildReport): Promise<readonly string[]> {
  for (const { path, render } of renderers) await files.writeFile(`${output}/${path}`, render(report, {}));
  return renderers.map(({ path }) => path).sort();
}
