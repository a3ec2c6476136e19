import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { closureDifferences } from "../test/rig/real/closures.ts";
import { targetHere } from "../test/rig/real/compare-closures.ts";
import { inPairs, median, type Suite } from "./bench.ts";
import { type HeavySet, heavySets } from "./resolve/sets.ts";
import { makeSides, PATIENCE_S, PIP, type Sides, type Solved, UV } from "./resolve/sides.ts";
import { startUniverseIndex } from "./resolve/universe-index.ts";

const PAIRS = 5;
const OF_UV = 3;
const OF_PIP = 0.2;
const MOST_MEGABYTES = 300;
const AFTERWARDS_MS = 2000;
/** Above this the machine was too busy for a number that means anything. */
const NOISE_LIMIT = 1.6;

export const resolve: Suite = {
  id: "resolve",
  question: "How long does it take to solve large graphs, and to explain why one cannot be solved?",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "wheelhouse-bench-resolve-"));
    const index = await startUniverseIndex();
    try {
      const child = await compileChild(folder);
      const sides = await makeSides({ indexUrl: index.url, folder, child, target: targetHere() });
      console.log(`\n${resolve.id}: ${resolve.question}`);
      console.log(`  ${index.versions} versions of ${index.projects} projects, each with its own METADATA;`);
      console.log(`  uv ${UV}, pip ${PIP}; whole processes, caches warm; load of the machine ${told(loadavg())}`);
      let held = true;
      for (const set of heavySets) {
        held = (await againstUv(set, sides)) && held;
        held = (await againstPip(set, sides)) && held;
        held = (await ofConflict(set, sides)) && held;
      }
      if (index.downloads.length > 0) throw new Error(`whole files were asked for: ${index.downloads[0]}`);
      console.log(`  load of the machine at the end ${told(loadavg())}`);
      return held;
    } finally {
      await index.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** As it is shipped, in plain JavaScript: a start from TypeScript would measure Node's type stripper. */
async function compileChild(folder: string): Promise<string> {
  const outfile = join(folder, "resolve-child.cjs");
  const entryPoints = [join(import.meta.dirname, "resolve/resolve-child.ts")];
  await build({ entryPoints, outfile, bundle: true, format: "cjs", platform: "node", target: "node24" });
  return outfile;
}

async function againstUv(set: HeavySet, sides: Sides): Promise<boolean> {
  const [ours, theirs]: [Solved[], Solved[]] = [[], []];
  const pairs = await inPairs(
    PAIRS,
    async () => timeOf(await sides.ours(set, "uv"), ours),
    async () => timeOf(await sides.uv(set), theirs),
  );
  checkEqual(set, "uv", ours, theirs);
  const factors = pairs.map((pair) => pair.ours / pair.peer);
  const [own, other] = [median(pairs.map((pair) => pair.ours)), median(pairs.map(({ peer }) => peer))];
  const range = `(${Math.min(...factors).toFixed(2)} – ${Math.max(...factors).toFixed(2)})`;
  const isQuick = limit(`${median(factors).toFixed(2)}× uv ${range}`, median(factors) <= OF_UV, `${OF_UV}×`);
  const most = megabytes(ours);
  const isSmall = limit(`${most.toFixed(0)} MB`, most <= MOST_MEGABYTES, `${MOST_MEGABYTES} MB`);
  row(set, `ours ${ms(own)}, uv ${ms(other)}`, isQuick.text);
  row(set, `ours as uv, ${ours[0]?.pins?.size} packages; uv ${megabytes(theirs).toFixed(0)} MB`, isSmall.text);
  row(set, "", processorText("uv", ours, theirs));
  const noise = Math.max(...pairs.map(({ peer }) => peer)) / Math.min(...pairs.map(({ peer }) => peer));
  if (noise > NOISE_LIMIT) console.log(`${" ".repeat(12)}TOO NOISY: uv's own times differ by ${noise.toFixed(2)}×`);
  return isQuick.isHeld && isSmall.isHeld && noise <= NOISE_LIMIT;
}

/** pip once, as it may take minutes, between two of ours; a run of it before fills its cache, unless that was stopped. */
async function againstPip(set: HeavySet, sides: Sides): Promise<boolean> {
  const ours: Solved[] = [];
  await sides.ours(set, "pip");
  timeOf(await sides.ours(set, "pip"), ours);
  const first = await sides.pip(set);
  const theirs = first.pins === null ? first : await sides.pip(set);
  timeOf(await sides.ours(set, "pip"), ours);
  if (theirs.pins !== null) checkEqual(set, "pip", ours, [theirs]);
  const own = median(ours.map(({ milliseconds }) => milliseconds));
  const share = own / theirs.milliseconds;
  const isQuick = limit(`${share.toFixed(3)}× pip`, share <= OF_PIP, `${OF_PIP}×`);
  const stopped = theirs.pins === null ? ` (stopped after ${PATIENCE_S} s: at most this share)` : "";
  row(set, `ours ${ms(own)}, pip ${ms(theirs.milliseconds)}${stopped}`, isQuick.text);
  if (theirs.pins !== null) row(set, "", processorText("pip", ours, [theirs]));
  return isQuick.isHeld;
}

async function ofConflict(set: HeavySet, sides: Sides): Promise<boolean> {
  let held = true;
  for (const tool of ["uv", "pip"] as const) {
    await sides.conflict(set, tool);
    const { answered, bytes } = await sides.conflict(set, tool);
    const { solveMs, afterwards } = answered;
    if (afterwards === null || afterwards.conflicts === 0) throw new Error(`${set.name}: nothing was explained`);
    const { explainMs, probes, probesMs, processorMs, fixesMs, fixes } = afterwards;
    const isQuick = limit(
      `explained in ${ms(explainMs)}, ${probes} probes ${ms(probesMs)}`,
      explainMs + probesMs <= AFTERWARDS_MS,
      `${AFTERWARDS_MS} ms`,
    );
    const isSmall = bytes <= MOST_MEGABYTES * 1024 ** 2;
    held = held && isQuick.isHeld && isSmall;
    const size = `${(bytes / 1024 ** 2).toFixed(0)} MB${isSmall ? "" : " BROKEN"}`;
    row(set, `conflict as ${tool}: solve ${ms(solveMs)}, ${size}`, isQuick.text);
    row(set, "", `of processors for both: ${ms(processorMs)}`);
    console.log(`${" ".repeat(12)}all of the search for fixes ${ms(fixesMs)}: ${fixes[0] ?? "none"}`);
  }
  return held;
}

function timeOf(run: Solved, runs: Solved[]): number {
  runs.push(run);
  return run.milliseconds;
}

/** Without a limit, but also on a busy machine worth something. */
function processorText(peer: string, ours: readonly Solved[], theirs: readonly Solved[]): string {
  const [own, other] = [ours, theirs].map((runs) => median(runs.map(({ processorMs }) => processorMs)));
  if (own === undefined || other === undefined) throw new Error("nothing ran");
  return `of processors: ours ${ms(own)}, ${peer} ${ms(other)}, ${(own / other).toFixed(2)}×`;
}

/** A time counts only for the same versions. */
function checkEqual(set: HeavySet, tool: string, ours: readonly Solved[], theirs: readonly Solved[]): void {
  const [first = new Map<string, string>()] = theirs.map(({ pins }) => pins ?? new Map<string, string>());
  for (const { pins } of [...ours, ...theirs]) {
    const differences = closureDifferences(pins ?? "none", first);
    if (differences.length > 0 || first.size < set.lines.length)
      throw new Error(`${set.name}, ${tool}: not the same versions: ${differences.join("; ")}`);
  }
}

function limit(text: string, isHeld: boolean, value: string): { readonly text: string; readonly isHeld: boolean } {
  return { text: `${text.padEnd(46)} limit ${value}: ${isHeld ? "held" : "BROKEN"}`, isHeld };
}

function row({ name }: HeavySet, what: string, judged: string): void {
  console.log(`  ${name.padEnd(10)}${what.padEnd(54)} ${judged}`);
}

function megabytes(runs: readonly Solved[]): number {
  return Math.max(...runs.map(({ bytes }) => bytes)) / 1024 ** 2;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function told(load: readonly number[]): string {
  return (load[0] ?? 0).toFixed(1);
}
