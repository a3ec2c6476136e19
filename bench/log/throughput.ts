import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { delimiter, join } from "node:path";
import { median, type Pair } from "../bench.ts";
import type { LogBench } from "../log.ts";
import { type Compared, compare, measure, type Reader, type Usage } from "./measure.ts";
import { INTERESTING, type Mix, makeMix } from "./mix.ts";

const NODE = process.execPath;
const PAIRS = 7;
/** Above this between a peer's own times the machine was too busy for a number that means anything. */
const NOISE_LIMIT = 1.6;
const MEMORY_LIMIT = 96 * 1_000_000;

interface LogFile {
  readonly path: string;
  readonly megabytes: number;
  readonly lines: number;
  readonly interesting: number;
}

/** B1: whole processes, start included, against others that answer the same question about the same file. */
export async function measureThroughput(bench: LogBench): Promise<void> {
  const ours = readerOf("ours", (path) => [NODE, bench.child("parse-file"), path]);
  const hundred = writeLog(bench.folder, makeMix(43), 100);
  console.log("\nlog, throughput: whole processes, 43 % of the lines say something, 100 MB, 7 pairs each");
  const run = (reader: Reader, file: LogFile): Usage => measure(reader.argv(file.path), reader.answer(file));
  for (const { peer, limit } of peersOf(bench)) {
    const compared = await compare(
      PAIRS,
      () => run(ours, hundred),
      () => run(peer, hundred),
    );
    printCompared(peer.name, hundred, compared);
    const ratio = median(compared.pairs.map(speed));
    if (limit !== null) bench.check(`${ratio.toFixed(2)}× as fast as ${peer.name}, at least ${limit}×`, ratio >= limit);
  }
  printShares(bench, ours);
  await measureGrowth(bench, ours, hundred);
}

function readerOf(name: string, argv: Reader["argv"]): Reader {
  return { name, argv, answer: ({ lines, interesting }) => `${lines} ${interesting}` };
}

function peersOf({ child }: LogBench): readonly { readonly peer: Reader; readonly limit: number | null }[] {
  const analyser = join(import.meta.dirname, "analyser.py");
  const matches = ({ interesting }: LogFile | { interesting: number }): string => String(interesting);
  const lines = ({ lines: count }: { lines: number }): string => String(count);
  const peers = [
    { peer: readerOf("the Python analyser", (path) => ["python3", analyser, path]), limit: 6 },
    { peer: readerOf("node:readline and patterns", (path) => [NODE, child("readline-peer"), path]), limit: null },
    {
      peer: { name: "rg -j1 -c", argv: (path: string) => ["rg", "-j1", "-c", INTERESTING, path], answer: matches },
      limit: 0.8,
    },
    {
      peer: { name: "grep -cE", argv: (path: string) => ["grep", "-cE", INTERESTING, path], answer: matches },
      limit: null,
    },
    {
      peer: { name: "newlines found in Node", argv: (path: string) => [NODE, child("scan-file"), path], answer: lines },
      limit: null,
    },
    { peer: { name: "wc -l", argv: (path: string) => ["sh", "-c", 'wc -l < "$0"', path], answer: lines }, limit: null },
  ];
  const missing = peers.filter(({ peer }) => peer.argv("")[0] === "rg" && !isInstalled("rg"));
  for (const { peer } of missing) console.log(`  ${peer.name}: not here, not compared`);
  return peers.filter((entry) => !missing.includes(entry));
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** How fast, by how much of the log says something. */
function printShares(bench: LogBench, ours: Reader): void {
  console.log("  by the share of lines that say something, 100 MB, best of 3:");
  for (const share of [1, 10, 43, 100]) {
    const file = writeLog(bench.folder, makeMix(share), 100);
    const runs = Array.from({ length: 3 }, () => measure(ours.argv(file.path), ours.answer(file)));
    console.log(`    ${String(share).padStart(3)} %  ${rate(file, Math.min(...runs.map(({ seconds }) => seconds)))}`);
  }
}

/** Ten times the data: time and memory. */
async function measureGrowth(bench: LogBench, ours: Reader, hundred: LogFile): Promise<void> {
  const thousand = writeLog(bench.folder, makeMix(43), 1_000);
  const { ours: big, pairs } = await compare(
    3,
    () => measure(ours.argv(thousand.path), ours.answer(thousand)),
    () => measure(ours.argv(hundred.path), ours.answer(hundred)),
  );
  const bare = measure([NODE, "-e", ""], "");
  const growth = median(pairs.map((pair) => pair.ours / pair.peer));
  const memory = Math.max(...big.map(({ bytes }) => bytes)) - bare.bytes;
  const [small, large] = [median(pairs.map(({ peer }) => peer)), median(pairs.map((pair) => pair.ours))];
  console.log(`  100 MB ${rate(hundred, small)}, 1 GB ${rate(thousand, large)}`);
  bench.check(`${rate(hundred, small)} at 100 MB, at least 600 MB/s`, hundred.megabytes / small >= 600);
  bench.check(`${rate(thousand, large)} at 1 GB, at least 600 MB/s`, thousand.megabytes / large >= 600);
  bench.check(`ten times the data takes ${growth.toFixed(2)}× the time, at most 10.5×`, growth <= 10.5);
  bench.check(
    `${megabytes(memory)} over bare Node at 1 GB, at most ${megabytes(MEMORY_LIMIT)}`,
    memory <= MEMORY_LIMIT,
  );
}

function speed(pair: Pair): number {
  return pair.peer / pair.ours;
}

function printCompared(name: string, file: LogFile, { ours, peer, pairs }: Compared): void {
  const side = (runs: readonly Usage[]): string =>
    `${rate(file, median(runs.map(({ seconds }) => seconds)))}, processor ${median(runs.map(({ processor }) => processor)).toFixed(2)} s, ${megabytes(Math.max(...runs.map(({ bytes }) => bytes)))}`;
  const ratios = pairs.map(speed);
  const noise = Math.max(...pairs.map((pair) => pair.peer)) / Math.min(...pairs.map((pair) => pair.peer));
  console.log(`  ours ${side(ours)}`);
  console.log(`  ${name} ${side(peer)}`);
  console.log(
    `    ${noise > NOISE_LIMIT ? "TOO NOISY, run it again; " : ""}ratio of each pair: median ${median(ratios).toFixed(2)}× (${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)})`,
  );
}

function rate(file: LogFile, seconds: number): string {
  return `${(file.megabytes / seconds).toFixed(0)} MB/s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}

function writeLog(folder: string, mix: Mix, target: number): LogFile {
  const times = Math.round((target * 1_000_000) / mix.piece.length);
  const path = join(folder, `mix-${mix.share}-${target}.log`);
  const file = openSync(path, "w");
  for (let count = 0; count < times; count += 1) writeSync(file, mix.piece);
  closeSync(file);
  return {
    path,
    megabytes: (mix.piece.length * times) / 1_000_000,
    lines: mix.lines * times,
    interesting: mix.interesting * times,
  };
}
