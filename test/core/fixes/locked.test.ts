import { expect, it } from "vitest";
import { findFixes } from "../../../src/core/fixes/find-fixes.ts";
import type { ResolvePolicy } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { versionOf } from "../../rig/resolve/agreement.ts";
import { offers, pinned, problemOf } from "../../rig/resolve/problem.ts";

const source = sourceFromUniverse({
  packages: {
    torch: { "2.5": offers(), "2.8": offers(), "2.9": offers() },
    vision: { "0.20": offers("torch==2.5"), "0.23": offers("torch==2.8"), "0.24": offers("torch==2.9") },
    app: { "1.0": offers("leaf"), "2.0": offers("leaf") },
    leaf: { "1.0": offers(), "1.1": offers() },
  },
});

/** The first fix, and what would be installed with it. */
async function fixBeside(lock: Readonly<Record<string, string>>) {
  const prefer: ResolvePolicy["prefer"] = new Map(
    Object.entries(lock).map(([name, version]) => [name, [versionOf(version)]]),
  );
  const problem = problemOf(["torch>=2.8", "vision==0.20", "app"], { policy: { prefer } });
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  const [fix] = await findFixes(problem, source, resolution.conflicts);
  if (fix === undefined) throw new Error("no fix");
  const after = fix.edits.map((edit) => edit.after);
  return { after, changes: fix.changes, losses: fix.losses, pins: pinned(await resolve(fix.solved, source)) };
}

it("goes to the nearest version, and takes the newest of all else, where there is no lock", async () => {
  const { after, pins } = await fixBeside({});
  expect(after).toEqual(["vision==0.23"]);
  expect(pins).toEqual(["app 2.0", "leaf 1.1", "torch 2.8", "vision 0.23"]);
});

it("goes back to what a lock has, and keeps the rest of it", async () => {
  const lock = { torch: "2.9", vision: "0.24", app: "1.0", leaf: "1.0" };
  const { after, changes, losses, pins } = await fixBeside(lock);
  expect(after).toEqual(["vision==0.24"]);
  expect(pins).toEqual(["app 1.0", "leaf 1.0", "torch 2.9", "vision 0.24"]);
  expect(changes.map(({ name }) => name)).toEqual(["vision"]);
  expect(losses).toEqual([]);
});

it("says what becomes other than it is in the lock", async () => {
  const { pins, changes, losses } = await fixBeside({ torch: "2.9", vision: "0.23", leaf: "1.0" });
  expect(pins).toEqual(["app 2.0", "leaf 1.0", "torch 2.8", "vision 0.23"]);
  expect(changes).toContainEqual({ name: "torch", from: "2.9", to: "2.8" });
  expect(losses).toEqual(["torch 2.8 instead of 2.9"]);
});
