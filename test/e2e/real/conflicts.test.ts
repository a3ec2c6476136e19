import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePipTool } from "../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../src/adapters/node/resolver-tools/uv-tool.ts";
import { editsOf } from "../../../src/core/fixes/find-fixes.ts";
import type { ResolverTool } from "../../../src/ports/resolver-tool.ts";
import { CONFLICT_CASES } from "../../rig/real/conflict-cases.ts";
import { askTool, edited, findConflict, projectsOf, verdictOf, withoutOneEdit } from "../../rig/real/conflicts.ts";
import { type FrozenIndex, openFrozenIndex } from "../../rig/real/frozen-index.ts";
import { makeToolWorld } from "../../rig/resolver-tools/programs.ts";

const PIP = "26.3";
const UV = "0.13.8";
const MOST_LINES = 12;
/** They run side by side and share the processors: each one's clock runs while others are at work. */
const TIMEOUT_MS = 400_000;

describe("real conflicts of the public index", () => {
  let home: string;
  let index: FrozenIndex;
  let uv: ResolverTool;
  let pip: ResolverTool;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "wheelhouse-conflicts-"));
    index = await openFrozenIndex(home);
    uv = makeUvTool((await makeToolWorld(join(home, "uv"), { uv: UV })).parts);
    pip = makePipTool((await makeToolWorld(join(home, "pip"), { pip: PIP })).parts);
  });

  afterAll(async () => {
    await index?.close();
    await rm(home, { recursive: true, force: true });
  });

  it.concurrent.each(CONFLICT_CASES)(
    "is told in few lines and fixed, as installers agree: $name",
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
        for (const tool of given.pip === true ? [uv, pip] : [uv]) {
          const { state, text, version } = await askTool(tool, { check, files: fixed });
          expect(state, `${tool.name} ${version}: ${text}`).toBe("resolved");
        }
        console.log(`${given.name}: ${lines.length} lines; ${titles.join(" | ")}\n${tree}`);
      });
    },
  );
});
