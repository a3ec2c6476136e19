/**
 * Ten real conflicts of the public index, as it was when their newest versions were recorded, through the command, with
 * pip and with uv: explained, fixed, verified, and the recommended file tried in every respect.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONFLICT_CASES, type ConflictCase } from "../../test/rig/real/conflict-cases.ts";
import { makeFixCommand, type ToolName } from "../../test/rig/real/fix-command.ts";
import { openFrozenIndex } from "../../test/rig/real/frozen-index.ts";
import { type ProvenConflict, proveConflict } from "../../test/rig/real/prove-conflict.ts";

export const name = "conflicts";

export async function run({ count }: { readonly count: number }) {
  const home = await mkdtemp(join(tmpdir(), "wheelhouse-conflicts-"));
  const index = await openFrozenIndex(home);
  const proven: ProvenConflict[] = [];
  try {
    // uv first: it asks quickly for what pip then finds on loopback.
    const tools = ["uv", "pip"] as const;
    const commands = new Map(
      await Promise.all(tools.map(async (tool) => [tool, await makeFixCommand(home, tool, index.url)] as const)),
    );
    for (const given of CONFLICT_CASES.slice(0, count)) {
      for (const [tool, command] of commands) {
        const one = await proveConflict(given, command, tool).catch((error: unknown) => broken(given, tool, error));
        console.log(`${one.output}\n${rowOf(one)}\n${one.troubles.join("\n")}`);
        proven.push(one);
      }
    }
  } finally {
    await index.close();
    await rm(home, { recursive: true, force: true });
  }
  console.log(proven.map(rowOf).join("\n"));
  const missing = index.unrecorded();
  if (missing.length > 0) console.log(`Not yet in newest.txt:\n${missing.join("\n")}`);
  return { cases: proven.length / 2, failures: proven.flatMap(({ troubles }) => troubles) };
}

function broken({ name: given }: ConflictCase, tool: ToolName, error: unknown): ProvenConflict {
  const trouble = `${given}, ${tool}: ${error}`;
  return { name: given, tool, lines: 0, edits: [], label: "", seconds: 0, output: "", troubles: [trouble] };
}

function rowOf({ name: given, lines, edits, label, seconds }: ProvenConflict): string {
  return `| ${given} | ${lines} | ${edits.join("; ")} | ${label} | ${seconds.toFixed(0)} s |`;
}
