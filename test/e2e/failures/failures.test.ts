import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAILURE_CASES } from "../../rig/failures/failure-case.ts";
import { type Machine, startMachine } from "../../rig/failures/machine.ts";
import { runCase } from "../../rig/failures/run-case.ts";

/** Those that take long, because compilers are installed: `npm run prove -- failures`. */
const quick = FAILURE_CASES.filter((item) => item.quick);

let machine: Machine;
let root: string;

beforeAll(async () => {
  machine = await startMachine(["amd64"], (line) => console.error(`failures: ${line}`));
  root = await mkdtemp(join(tmpdir(), "wheelhouse-failures-"));
});

afterAll(async () => {
  await machine?.stop();
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

describe("a build that really fails is named right, and passes with the remedy that report.json gives", () => {
  it.each(quick.map((item) => ({ name: item.name, origin: item.origin, subject: item.subject, item })))(
    "$name ($origin: $subject)",
    async ({ item }) => {
      const result = await runCase(machine, item, join(root, item.name));
      expect(result.problems).toEqual([]);
      expect(result.remedy).not.toBeNull();
    },
  );
});
