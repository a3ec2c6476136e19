import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BuildReport, Finding, Remedy } from "../../../src/core/report/model.ts";
import type { Change, FailureCase } from "./failure-case.ts";
import type { Machine, Outcome } from "./machine.ts";

export interface CaseResult {
  readonly name: string;
  /** What was wrong, in sentences; empty when the failure was named right and its remedy helped. */
  readonly problems: readonly string[];
  /** Title of the finding. */
  readonly title: string | null;
  /** What was applied, as the report has it. */
  readonly remedy: Remedy | null;
  readonly seconds: { readonly failing: number; readonly passing: number };
}

const CLI = new URL("../../../src/entry/cli.ts", import.meta.url).href;
const MAIN = `import(${JSON.stringify(CLI)}).then(({ main }) => main(process.argv.slice(1)));`;

/** The failing half, the report on its log, the remedy as the report has it, the passing half. */
export async function runCase(machine: Machine, item: FailureCase, folder: string): Promise<CaseResult> {
  const failing = await attempt(machine, item, join(folder, "failing"), [], {});
  const log = join(folder, "build.log");
  await writeFile(log, failing.output);
  const result = { name: item.name, title: null, remedy: null, seconds: { failing: failing.seconds, passing: 0 } };
  if (failing.exitCode === 0) return { ...result, problems: ["the build did not fail"] };
  const report = await explain(log, join(folder, "report.json"));
  const finding = report.findings.find(
    ({ title, code }) => code !== "incomplete" && title.includes(`(${item.expected})`),
  );
  if (finding === undefined)
    return { ...result, problems: [`named ${report.findings.map(({ title }) => title).join("; ")}`] };
  const problems = item.cause.test(finding.message) ? [] : [`the cause is not said: ${finding.message}`];
  const remedy = findRemedy(finding, item);
  if (remedy === null)
    return { ...result, title: finding.title, problems: [...problems, "the remedy is not among those of the report"] };
  const change = "change" in item.remedy ? item.remedy.change : {};
  const commands = "change" in item.remedy ? [] : remedy.commands;
  const passing = await attempt(machine, item, join(folder, "passing"), commands, change);
  await writeFile(join(folder, "passing.log"), passing.output);
  if (passing.exitCode !== 0) problems.push(`with the remedy it still fails: ${passing.output.slice(-600)}`);
  const seconds = { failing: failing.seconds, passing: passing.seconds };
  return { name: item.name, problems, title: finding.title, remedy, seconds };
}

function findRemedy(finding: Finding, { remedy }: FailureCase): Remedy | null {
  const fits = ({ text, commands }: Remedy): boolean =>
    "command" in remedy ? commands.some((command) => remedy.command.test(command)) : remedy.text.test(text);
  return finding.remedies.find(fits) ?? null;
}

async function attempt(
  machine: Machine,
  item: FailureCase,
  folder: string,
  commands: readonly string[],
  change: Change,
): Promise<Outcome> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(item.files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const { architecture, limits } = item;
  const build = `python3 -m pip wheel --no-cache-dir --wheel-dir /case/wheels ${item.build}`;
  const { prepare = item.prepare, ...more } = change;
  const script = [prepare, ...commands, build].join("\n");
  return await machine.try({ architecture, limits, folder, script, ...more });
}

/** What `wheelhouse explain` writes: the remedies are read out of it, not out of our own memory. */
async function explain(log: string, reportFile: string): Promise<BuildReport> {
  const child = spawn(process.execPath, ["-e", MAIN, "explain", log, "--json", "--output", `${reportFile}.d`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => chunks.out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.err.push(chunk));
  await new Promise((settle, reject) => {
    child.once("error", reject);
    child.once("close", settle);
  });
  const text = Buffer.concat(chunks.out).toString();
  await writeFile(reportFile, text);
  if (text === "") throw new Error(`explain printed nothing:\n${Buffer.concat(chunks.err).toString().slice(-1_000)}`);
  return JSON.parse(text) as BuildReport;
}
