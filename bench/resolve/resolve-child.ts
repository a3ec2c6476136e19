/**
 * `node resolve-child.cjs <index> <cache folder> <pip|uv> <target as JSON> <line>…`: solves by the client and prints the
 * versions; of a conflict how long its explanation and ten probes for fixes took after the solve.
 */
import { makeIndexClient } from "../../src/adapters/node/index-client.ts";
import { makeIndexSource } from "../../src/app/check/index-source.ts";
import { makeProjects } from "../../src/app/check/projects.ts";
import { explainAll } from "../../src/core/explain/conflict/independent.ts";
import { findFixes } from "../../src/core/fixes/find-fixes.ts";
import { editableLines } from "../../src/core/fixes/lines.ts";
import { Prober } from "../../src/core/fixes/probe.ts";
import { relaxationsOf } from "../../src/core/fixes/relaxations.ts";
import { relaxAll } from "../../src/core/fixes/search.ts";
import { SHIPPED_KNOWLEDGE } from "../../src/core/knowledge/merge.ts";
import type { ConflictTree } from "../../src/core/resolve/conflict-tree.ts";
import type { ResolveProblem } from "../../src/core/resolve/problem.ts";
import { resolve } from "../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../src/core/resolve/source.ts";
import { problemOf, targetOf } from "../../test/rig/resolve/problem.ts";

export interface Answered {
  readonly kind: "solved" | "conflict" | "incomplete";
  /** Versions by name. */
  readonly pins: Readonly<Record<string, string>>;
  readonly solveMs: number;
  /** Null where there is no conflict. */
  readonly afterwards: Afterwards | null;
}

export interface Afterwards {
  readonly explainMs: number;
  readonly probes: number;
  readonly probesMs: number;
  /** Of processors, for the explanation and these probes. */
  readonly processorMs: number;
  /** All of the search for fixes, with as many probes as it takes. */
  readonly fixesMs: number;
  readonly fixes: readonly string[];
  readonly conflicts: number;
}

const PROBES = 10;

async function main(indexUrl = "", cacheFolder = "", tool = "", targetText = "", ...lines: string[]): Promise<void> {
  const target = targetOf(JSON.parse(targetText));
  const rules = tool === "uv" ? "uv" : "packaging-26.3";
  const policy = { tool: tool === "uv" ? "uv" : "pip", rules, sourceIsAllowed: () => false } as const;
  const settings = { indexUrls: [indexUrl], findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null };
  const request = { settings: { ...settings, netrcFile: null }, cacheFolder, signal: new AbortController().signal };
  const session = await makeIndexClient({ environment: {} }).open(request);
  const source = makeIndexSource(makeProjects(session, "unsafe-best-match"), session, rules);
  const problem = problemOf(lines, { targets: [target], policy });
  const begin = performance.now();
  const resolution = await resolve(problem, source);
  const solveMs = performance.now() - begin;
  const pins = resolution.kind === "conflict" ? [] : (resolution.pins.get(target.id) ?? []);
  const afterwards = resolution.kind === "conflict" ? await followUp(problem, source, resolution.conflicts) : null;
  await session.close();
  const answered: Answered = {
    ...{ kind: resolution.kind, solveMs, afterwards },
    pins: Object.fromEntries(pins.map(({ name, version }) => [name, version?.normalized ?? "?"])),
  };
  console.log(JSON.stringify(answered));
}

async function followUp(
  problem: ResolveProblem,
  source: MetadataSource,
  conflicts: readonly ConflictTree[],
): Promise<Afterwards> {
  const begin = performance.now();
  const used = process.cpuUsage();
  const explained = await explainAll(problem, source, conflicts);
  const explainedAt = performance.now();
  const prober = new Prober(source, { maxSteps: 400_000, signal: undefined });
  const context = { problem, lines: editableLines(problem, []), hashes: () => null, knowledge: SHIPPED_KNOWLEDGE };
  const changes = (await Promise.all(conflicts.map((tree) => relaxationsOf(tree, context, prober)))).flat();
  const pairs = changes.flatMap((one, index) => changes.slice(index + 1).map((other) => [one, other]));
  const distinct = [...changes.map((one) => [one]), ...pairs].slice(0, PROBES);
  // Where so few lines can give way, they are tried again: nothing of an attempt is kept but what the index said.
  const sets = Array.from(
    { length: distinct.length === 0 ? 0 : PROBES },
    (_, at) => distinct[at % distinct.length] ?? [],
  );
  for (const set of sets) await prober.solve(relaxAll(problem, set));
  const probedAt = performance.now();
  const { user, system } = process.cpuUsage(used);
  const fixes = await findFixes(problem, source, conflicts);
  return {
    explainMs: explainedAt - begin,
    probes: sets.length,
    probesMs: probedAt - explainedAt,
    processorMs: (user + system) / 1000,
    fixesMs: performance.now() - probedAt,
    fixes: fixes.map(({ title }) => title),
    conflicts: explained.length,
  };
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
