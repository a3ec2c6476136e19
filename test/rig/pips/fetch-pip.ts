import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fetchWheel } from "../fetch-wheel.ts";

const execute = promisify(execFile);

/** A pip that lies unpacked in a folder: what a site-packages folder would hold. */
export interface FetchedPip {
  readonly version: string;
  readonly folder: string;
}

/** Fetches the wheel of a pip and unpacks it, once for each version. */
export async function fetchPip(version: string): Promise<FetchedPip> {
  return { version, folder: await fetchWheel("pip", version) };
}

/** The newest release of each minor version of pip on the index, from `first` on, oldest first. */
export async function pipsOnIndex(first: string): Promise<readonly string[]> {
  const { stdout } = await execute("python3", ["-m", "pip", "index", "versions", "pip"]);
  const all = /^Available versions: (.+)$/m.exec(stdout)?.[1]?.split(", ") ?? [];
  const finals = all.filter((version) => /^\d+(\.\d+)+$/.test(version)).sort(comparePips);
  const newest = new Map(finals.map((version) => [minorOf(version), version]));
  return [...newest.values()].filter((version) => comparePips(version, first) >= 0);
}

/** `24.3` of `24.3.1` */
export function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** Order of final releases. */
export function comparePips(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
