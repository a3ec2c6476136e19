import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { makePipTool } from "../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../src/adapters/node/resolver-tools/uv-tool.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import type { Target } from "../../../src/core/target/target.ts";
import type { ToolAnswer } from "../../../src/ports/resolver-tool.ts";
import { type CliRun, cliEnvironment, runCli } from "../../e2e/index/run-cli.ts";
import { fetchWheel } from "../fetch-wheel.ts";
import { findPython } from "../pips/python.ts";
import { makeToolWorld } from "../resolver-tools/programs.ts";
import { questionOf } from "../resolver-tools/question.ts";
import type { ConflictCase } from "./conflict-cases.ts";
import type { CaseFiles } from "./conflicts.ts";

/** From source: what is in the tree is what is tried. */
const CLI = resolve(import.meta.dirname, "../../entry/cli-program.ts");

export const TOOL_VERSIONS = { pip: "26.3", uv: "0.13.8" } as const;

export type ToolName = keyof typeof TOOL_VERSIONS;

/** The command line with one installer on its PATH, and one index for everything that it asks. */
export interface FixCommand {
  /** The requirements and constraints as `files` has them, in a folder of their own. */
  run(command: "fix" | "check", given: ConflictCase, files: CaseFiles, more?: readonly string[]): Promise<FixRun>;
  /** What the installer by itself makes of such files. */
  resolve(target: Target, files: CaseFiles): Promise<ToolAnswer>;
}

export interface FixRun {
  readonly cli: CliRun;
  readonly report: BuildReport;
  /** `recommended_requirements.in`, as it was written. */
  readonly recommended: Uint8Array;
  readonly seconds: number;
}

/** @param home for the installer, the caches and the folders that it runs in */
export async function makeFixCommand(home: string, tool: ToolName, indexUrl: string): Promise<FixCommand> {
  const world = join(home, tool);
  const { parts } = await makeToolWorld(world, tool === "pip" ? { pip: TOOL_VERSIONS.pip } : { uv: TOOL_VERSIONS.uv });
  const installer = tool === "pip" ? makePipTool(parts) : makeUvTool(parts);
  await addPython(join(world, "bin"), "3.12");
  const env = cliEnvironment(home, { PATH: join(world, "bin"), WHEELHOUSE_CACHE_DIR: join(home, "cache") });
  return {
    resolve: (target, files) =>
      installer.resolve({
        ...questionOf(indexUrl, {}),
        ...{ files, target, requirements: ["requirements.in"], timeoutSeconds: 120 },
        constraints: files.has("constraints.txt") ? ["constraints.txt"] : [],
      }),
    run: async (command, { target, python }, files, more = []) => {
      await mkdir(home, { recursive: true });
      const cwd = await mkdtemp(join(home, `${command}-`));
      for (const [name, bytes] of files) await writeFile(join(cwd, name), bytes);
      const argv = [
        ...[command, "-r", "requirements.in", ...(files.has("constraints.txt") ? ["-c", "constraints.txt"] : [])],
        ...["--target", target, ...(python === null ? [] : ["--python", python]), "--index-url", indexUrl, ...more],
      ];
      const started = performance.now();
      const cli = await runCli(argv, { cwd, env, cli: CLI });
      const seconds = (performance.now() - started) / 1000;
      const output = join(cwd, ".wheelhouse");
      const report = await readFile(join(output, "report.json"), "utf8").catch((cause) => {
        throw new Error(`no report came of it:\n${cli.output}`, { cause });
      });
      return {
        ...{ cli, seconds, report: BuildReportSchema.parse(JSON.parse(report)) },
        recommended: await readFile(join(output, "recommended_requirements.in")),
      };
    },
  };
}

/** pip of the target's own Python, where this machine has one: it is asked before others. */
async function addPython(bin: string, minor: string): Promise<void> {
  const found = findPython(minor);
  if (found === null) return;
  const library = await fetchWheel("pip", TOOL_VERSIONS.pip);
  const script = `#!/bin/sh\nPYTHONPATH='${library}' exec '${found.executable}' "$@"\n`;
  await writeFile(join(bin, `python${minor}`), script, { mode: 0o755 });
}
