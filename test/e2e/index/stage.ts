import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { BuildReport, PackageReport } from "../../../src/core/report/model.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { type CliRun, cliEnvironment, type RunningCli, runCli, startCli } from "./run-cli.ts";

export interface Stage {
  readonly root: string;
  /** An empty home folder. */
  readonly home: string;
  /** The working directory. */
  readonly project: string;
  /** `.wheelhouse` in it. */
  readonly output: string;
  readonly env: Readonly<Record<string, string>>;
  write(path: string, content: string | Uint8Array): string;
  /** `wheelhouse build …` in the project folder. */
  build(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliRun>;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningCli;
  /** `report.json`, which must fit the schema. */
  report(): BuildReport;
  package(name: string): PackageReport;
  wheels(): readonly string[];
  remove(): void;
}

/** A folder of its own with an empty home and a project. */
export function makeStage(name = "project"): Stage {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "wheelhouse-cli-")));
  const [home, project] = [join(root, "home"), join(root, name)];
  for (const folder of [home, project]) mkdirSync(folder);
  const output = join(project, ".wheelhouse");
  const env = cliEnvironment(home);
  const report = (): BuildReport => readReport(output);
  return {
    root,
    home,
    project,
    output,
    env,
    write: (path, content) => {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), content);
      return join(project, path);
    },
    build: (args, more = {}) => runCli(["build", ...args], { cwd: project, env: { ...env, ...more } }),
    start: (args, more = {}) => startCli(["build", ...args], { cwd: project, env: { ...env, ...more } }),
    report,
    package: (wanted) => {
      const found = report()
        .targets.flatMap(({ packages }) => packages)
        .find((item) => item.name === wanted);
      if (found === undefined) throw new Error(`the report has no package ${wanted}`);
      return found;
    },
    wheels: () => readdirSync(join(output, "wheelhouse")).filter((file) => file.endsWith(".whl")),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function readReport(output: string): BuildReport {
  return BuildReportSchema.parse(JSON.parse(readFileSync(join(output, "report.json"), "utf8")));
}

/** Paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
