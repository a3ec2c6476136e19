import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editsOf } from "../../../src/core/fixes/find-fixes.ts";
import { CONFLICT_CASES, caseNamed } from "../../rig/real/conflict-cases.ts";
import { edited, findConflict, projectsOf, verdictOf, withoutOneEdit } from "../../rig/real/conflicts.ts";
import { makeFixCommand, type ToolName } from "../../rig/real/fix-command.ts";
import { type FrozenIndex, openFrozenIndex } from "../../rig/real/frozen-index.ts";
import { proveConflict } from "../../rig/real/prove-conflict.ts";

const MOST_LINES = 12;
/** They run side by side and share the processors: each one's clock runs while others are at work. */
const TIMEOUT_MS = 400_000;

/** The cheapest through the command, with a real installer each; all with both: npm run prove -- conflicts. */
const THROUGH_COMMAND: readonly (readonly [name: string, tool: ToolName])[] = [
  ["fastapi-pydantic", "uv"],
  ["opencv-numpy-jetson", "pip"],
  ["psycopg2-missing-wheel", "uv"],
];

describe("real conflicts of the public index", () => {
  let home: string;
  let index: FrozenIndex;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "wheelhouse-conflicts-"));
    index = await openFrozenIndex(home);
  });

  afterAll(async () => {
    await index?.close();
    await rm(home, { recursive: true, force: true });
  });

  it.concurrent.each(CONFLICT_CASES)(
    "is told in few lines, and a smallest change ends it: $name",
    { timeout: TIMEOUT_MS },
    async (given) => {
      const place = { home, indexUrl: index.url };
      await findConflict(given, place, async ({ verdict, lines, fixes, check }, files) => {
        expect(verdict).toBe("conflict");
        expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
        const tree = lines.join("\n");
        for (const sentence of given.says) expect(tree).toMatch(sentence);

        const titles = fixes.map(({ title }) => title);
        for (const offer of given.offers ?? []) expect(titles).toContainEqual(expect.stringMatching(offer));
        const [best] = fixes;
        if (best === undefined) throw new Error(`nothing was proposed for\n${tree}`);
        const fixed = edited(files, editsOf(best));
        expect(await verdictOf(given, fixed, place)).toEqual({ verdict: "solved", projects: projectsOf(check) });

        for (const each of withoutOneEdit(files, best)) {
          expect(await verdictOf(given, each, place)).toMatchObject({ verdict: "conflict" });
        }
        console.log(`${given.name}: ${lines.length} lines; ${titles.join(" | ")}\n${tree}`);
      });
    },
  );

  it.concurrent.each(THROUGH_COMMAND)(
    "is fixed by the command, as the installer by itself agrees: %s with %s",
    { timeout: TIMEOUT_MS },
    async (name, tool) => {
      const command = await makeFixCommand(join(home, name), tool, index.url);
      const { troubles } = await proveConflict(caseNamed(name), command, tool);
      expect(troubles).toEqual([]);
    },
  );
});
