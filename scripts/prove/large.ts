/**
 * 10,000 versions of one project, 2,000 requirements in one file, 2,000 packages in a circle: each has its answer, within
 * the budget of steps. Each runs in a sixteenth of its size too, sixteen times: work that is linear takes as long in both.
 */
import { LARGE_UNIVERSES } from "../../test/rig/resolve/large-universes.ts";
import { solveLarge } from "../../test/rig/resolve/solve-large.ts";

export const name = "large";

const PARTS = 16;
/** A part of 16 has caches that fit and garbage that goes; quadratic work takes 16 times as long. */
const MOST_GROWTH = 8;

export async function run() {
  const failures: string[] = [];
  for (const universe of LARGE_UNIVERSES) {
    const { full, expected } = universe;
    const before = process.cpuUsage();
    for (let part = 0; part < PARTS; part += 1) await solveLarge(universe, full / PARTS);
    const parts = seconds(before);
    const start = process.cpuUsage();
    const { answer, steps } = await solveLarge(universe, full);
    const whole = seconds(start);
    const growth = whole / parts;
    const told = `${full} ${universe.name}`;
    console.log(`${told}: ${steps} steps, ${whole.toFixed(2)} s of processor time, ${growth.toFixed(1)} × its parts`);
    if (sorted(answer) !== sorted(expected(full))) failures.push(`${told}: ${sorted(answer).slice(0, 200)}`);
    if (growth > MOST_GROWTH) failures.push(`${told}: ${growth.toFixed(1)} × its parts, more than ${MOST_GROWTH}`);
  }
  return { universes: LARGE_UNIVERSES.length, megabytes: Math.round(process.memoryUsage().rss / 1e6), failures };
}

function seconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function sorted(answer: Awaited<ReturnType<typeof solveLarge>>["answer"]): string {
  return JSON.stringify(Array.isArray(answer) ? [...answer].sort() : answer);
}
