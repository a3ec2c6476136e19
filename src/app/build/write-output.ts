import type { BuildOptions } from "../../core/options/options.ts";
import type { DependencyTree, RenderExtras } from "../../core/render/extras.ts";
import { renderers } from "../../core/render/renderers.ts";
import type { BuildReport, Finding } from "../../core/report/model.ts";
import type { BuildOutcome } from "../build-outcome.ts";
import { exitCodeOf } from "./build-report.ts";
import type { BuiltTarget } from "./build-target.ts";
import type { BuildPorts } from "./ports.ts";
import type { ReadInputs } from "./read-inputs.ts";

/** Writes every report file. When the disk does not take them, the report still goes on, and says so. */
export async function writeOutput(
  ports: BuildPorts,
  options: BuildOptions,
  inputs: ReadInputs,
  report: BuildReport,
  built: readonly BuiltTarget[],
): Promise<Omit<BuildOutcome, "targets">> {
  const extras: RenderExtras = {
    inputs: inputs.set.files.map((file) => ({ path: file.path, bytes: inputs.bytesOf(file) })),
    trees: built.flatMap((target) => treeOf(target, inputs)),
  };
  const written: string[] = [];
  let trouble: string | null = null;
  for (const { path, render } of renderers) {
    try {
      await ports.files.writeFile(`${inputs.output}/${path}`, render(report, extras));
      written.push(path);
    } catch (error) {
      trouble ??= error instanceof Error ? error.message : String(error);
    }
  }
  const told = trouble === null ? report : withTrouble(report, trouble);
  return { report: told, exitCode: exitCodeOf(told, options.failOn), output: inputs.output, files: written.sort() };
}

function treeOf(target: BuiltTarget, inputs: ReadInputs): readonly DependencyTree[] {
  const { graph, packages } = target;
  if (graph === null) return [];
  const named = new Set<string | null>(inputs.set.requirements.map(({ name }) => name));
  const roots = packages.filter(({ name, requested }) => requested || named.has(name)).map(({ name }) => name);
  return [{ target: target.report.target, packages, roots: [...roots].sort(), needs: graph.needs }];
}

function withTrouble(report: BuildReport, trouble: string): BuildReport {
  const finding: Finding = {
    code: "incomplete",
    severity: "error",
    target: null,
    title: "Report files could not be written",
    message: trouble,
    packages: [],
    places: [],
    evidence: [],
    remedies: [],
  };
  return { ...report, complete: false, outcome: "failed", findings: [finding, ...report.findings] };
}
