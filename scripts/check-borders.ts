import { readdirSync } from "node:fs";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import rules from "../.dependency-cruiser.json" with { type: "json" };

/** Runs the import law over `folder` and returns what was seen: dependency-cruiser passes silently when it reads nothing. */
export async function cruiseBorders(folder: string, baseDir = process.cwd()): Promise<BordersResult> {
  const options = { ...rules.options, baseDir, validate: true, ruleSet: { forbidden: rules.forbidden } };
  const { output } = await cruise([folder], options as unknown as ICruiseOptions);
  const result = output as ICruiseResult;
  return {
    modules: result.modules.filter((module) => module.source.startsWith(`${folder}/`)).length,
    violations: result.summary.violations.map((violation) => ({
      rule: violation.rule.name,
      from: violation.from,
      to: violation.to,
    })),
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
    console.error(`${violation.from} → ${violation.to}\n  ${violation.rule}: ${rule?.comment ?? ""}`);
  }
  if (modules !== expected) {
    console.error(`dependency-cruiser saw ${modules} modules below src, but there are ${expected} files`);
  }
  console.log(`borders: ${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || modules !== expected ? 1 : 0;
}

if (import.meta.main) await main();
