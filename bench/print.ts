import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { type Bench, type Measured, median } from "./bench.ts";

/** Above this the machine was too busy for a number that means anything. */
const NOISE_LIMIT = 1.6;

export function printHost(): void {
  const [cpu] = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  const python = execFileSync("python3", ["-m", "pip", "--version"], { encoding: "utf8" }).split(" ")[1];
  console.log(`${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${gibibytes} GiB, Linux ${release()}`);
  console.log(`Node ${process.version}, pip ${python}`);
}

/** Whether every limit is held and the machine was quiet enough to tell. */
export function printResult(bench: Bench, { ours, peer, pairs }: Measured): boolean {
  const [own, theirs] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.peer)];
  const ratios = pairs.map((pair) => pair.ours / pair.peer);
  const noise = Math.max(...theirs) / Math.min(...theirs);
  console.log(`\n${bench.id}: ${bench.question}`);
  console.log(`  ${pairs.length} pairs, each run checked before its time counts`);
  console.log(`  ${ours.padEnd(48)} median ${milliseconds(median(own))} (${range(own, milliseconds)})`);
  console.log(`  ${peer.padEnd(48)} median ${milliseconds(median(theirs))} (${range(theirs, milliseconds)})`);
  console.log(`  ratio of medians ${factor(median(own) / median(theirs))}`);
  console.log(`  ratio of each pair: median ${factor(median(ratios))} (${range(ratios, factor)})`);
  if (noise > NOISE_LIMIT) console.log(`  TOO NOISY: the peer's own times differ by ${factor(noise)}. Run it again.`);
  const broken = bench.limits.filter((limit) => !limit.isHeld(pairs));
  for (const limit of bench.limits)
    console.log(`  limit: ${limit.text}: ${broken.includes(limit) ? "BROKEN" : "held"}`);
  return broken.length === 0 && noise <= NOISE_LIMIT;
}

function range(values: readonly number[], show: (value: number) => string): string {
  return `${show(Math.min(...values))} – ${show(Math.max(...values))}`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

function factor(value: number): string {
  return `${value.toFixed(2)}×`;
}
