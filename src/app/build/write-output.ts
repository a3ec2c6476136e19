import type { BuildOptions } from "../../core/options/options.ts";
import type { DependencyTree } from "../../core/render/extras.ts";
import type { BuildReport } from "../../core/report/model.ts";
import type { BuildOutcome } from "../build-outcome.ts";
import { writeReport } from "../write-report.ts";
import type { BuiltTarget } from "./build-target.ts";
import type { BuildPorts } from "./ports.ts";
import type { ReadInputs } from "./read-inputs.ts";

/** Writes every report file of a build. */
export async function writeOutput(
  ports: BuildPorts,
  options: BuildOptions,
  inputs: ReadInputs,
  report: BuildReport,
  built: readonly BuiltTarget[],
): Promise<Omit<BuildOutcome, "targets">> {
  const extras = {
    inputs: inputs.set.files.map((file) => ({ path: file.path, bytes: inputs.bytesOf(file) })),
    trees: built.flatMap((target) => treeOf(target, inputs)),
  };
  return await writeReport(ports.files, { report, output: inputs.output, extras, failOn: options.failOn });
}

function treeOf(target: BuiltTarget, inputs: ReadInputs): readonly DependencyTree[] {
  const { graph, packages } = target;
  if (graph === null) return [];
  const named = new Set<string | null>(inputs.set.requirements.map(({ name }) => name));
  const roots = packages.filter(({ name, requested }) => requested || named.has(name)).map(({ name }) => name);
  return [{ target: target.report.target, packages, roots: [...roots].sort(), needs: graph.needs }];
}
