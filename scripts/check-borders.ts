import { readdirSync } from "node:fs";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import rules from "../.dependency-cruiser.json" with { type: "json" };
import { findCycles } from "./find-cycles.ts";

/** Runs the import law over `folder` and returns what was seen: dependency-cruiser passes silently when it reads nothing. */
export async function cruiseBorders(folder: string, baseDir = process.cwd()): Promise<BordersResult> {
  const options = { ...rules.options, baseDir, validate: true, ruleSet: { forbidden: rules.forbidden } };
  const { output } = await cruise([folder], options as unknown as ICruiseOptions);
  const result = output as ICruiseResult;
  const own = result.modules.filter((module) => module.source.startsWith(`${folder}/`));
  const graph = new Map(own.map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved)]));
  return {
    modules: own.length,
    violations: [
      ...result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
      ...findCycles(graph, baseDir),
    ],
  };
}

export interface BordersResult {
  readonly modules: number;
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

export function countSources(folder: string): number {
  return readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".ts")).length;
}

async function main(): Promise<void> {
  const { modules, violations } = await cruiseBorders("src");
  const expected = countSources("src");
  for (const violation of violations) {
    const rule = rules.forbidden.find(({ name }) => name === violation.rule);
    const comment = rule?.comment ?? "A cycle means that two files are one idea, or that a third one is missing.";
    console.error(`${violation.from} → ${violation.to}\n  ${violation.rule}: ${comment}`);
  }
  if (modules !== expected) {
    console.error(`dependency-cruiser saw ${modules} modules below src, but there are ${expected} files`);
  }
  console.log(`borders: ${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || modules !== expected ? 1 : 0;
}

if (import.meta.main) await main();
