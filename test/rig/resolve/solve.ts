import { conflictText } from "../../../src/core/resolve/conflict-text.ts";
import type { Resolution } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { problemOf } from "./problem.ts";

export type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

export function solve(packages: Packages, ...problem: Parameters<typeof problemOf>): Promise<Resolution> {
  return resolve(problemOf(...problem), sourceFromUniverse({ packages }));
}

/** The facts of the one conflict. */
export function why(resolution: Resolution): string {
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  return resolution.conflicts.map((tree) => conflictText(tree)).join(" | ");
}
