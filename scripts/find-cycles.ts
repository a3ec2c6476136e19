import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/**
 * Cycles of modules that need each other when they are loaded. dependency-cruiser finds cycles too, but with its swc parser
 * it cannot tell `import type`, which leaves nothing behind (`verbatimModuleSyntax`) and may go round.
 */
export function findCycles(
  graph: ReadonlyMap<string, readonly string[]>,
  baseDir: string,
): readonly { readonly rule: "no-circular"; readonly from: string; readonly to: string }[] {
  const edges = new Map([...graph].map(([file]) => [file, valueImports(file, baseDir).filter((to) => graph.has(to))]));
  const state = new Map<string, "open" | "done">();
  const cycles: { rule: "no-circular"; from: string; to: string }[] = [];
  const visit = (file: string): void => {
    state.set(file, "open");
    for (const to of edges.get(file) ?? []) {
      if (state.get(to) === "open") cycles.push({ rule: "no-circular", from: file, to });
      else if (state.get(to) === undefined) visit(to);
    }
    state.set(file, "done");
  };
  for (const file of [...edges.keys()].sort()) if (state.get(file) === undefined) visit(file);
  return cycles;
}

const STATEMENT = /^(?:import|export)\s(?!type\b)[^;"]*?from\s+"(\.[^"]+)";|^import\s+"(\.[^"]+)";/gm;
const ONLY_TYPES = /^(?:import|export)\s*\{(?:\s*type\s[^,}]+,?)+\s*\}/;

function valueImports(file: string, baseDir: string): readonly string[] {
  const text = readFileSync(join(baseDir, file), "utf8");
  return [...text.matchAll(STATEMENT)]
    .filter(([statement]) => !ONLY_TYPES.test(statement))
    .map(([, from, bare]) => relative(baseDir, resolve(baseDir, file, "..", from ?? bare ?? "")));
}
