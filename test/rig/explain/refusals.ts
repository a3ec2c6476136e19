import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePipTool } from "../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../src/adapters/node/resolver-tools/uv-tool.ts";
import { conflictFacts } from "../../../src/core/resolve/conflict-facts.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import type { ResolverTool } from "../../../src/ports/resolver-tool.ts";
import { randomProblem } from "../resolve/random-universe.ts";
import { makeToolWorld } from "../resolver-tools/programs.ts";
import { ARM, questionOf } from "../resolver-tools/question.ts";
import { universeProjects } from "../resolver-tools/universe-projects.ts";
import { startSimpleIndex } from "../simple-index/simple-index.ts";
import { makeRandom } from "../store/random.ts";
import { type Refusal, refusedProblem } from "./judge-log.ts";

/** The oldest pip that can be told of another machine, two between, and the newest that were looked at. */
const TOOLS = ["pip 23.0", "pip 23.3.2", "pip 25.3", "pip 26.3", "uv 0.13.8"];

/**
 * Logs of real tools that refuse what is asked of random small indexes, as many as wanted, each tool in turn. One line that
 * nothing fits is left out: it is no conflict of several.
 */
export async function* refusals(count: number, seed: number): AsyncGenerator<Refusal> {
  const folder = await mkdtemp(join(tmpdir(), "wheelhouse-refusals-"));
  try {
    const tools = await Promise.all(TOOLS.map((text) => openTool(text, join(folder, text.replace(" ", "-")))));
    const random = makeRandom(seed);
    for (let found = 0; found < count; ) {
      const at = found % tools.length;
      const [tool, name] = [tools[at], TOOLS[at]];
      const { requires, constraints, packages } = randomProblem(random);
      // pip refuses extras in constraints.
      const asked = { packages, requires, constraints: constraints.map((text) => text.replace(/\[.*?\]/, "")) };
      const log = tool === undefined ? null : await refusal(tool, asked);
      if (log === null || name === undefined) continue;
      found += 1;
      yield { tool: name, ...asked, log };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openTool(text: string, folder: string): Promise<ResolverTool> {
  const [name, version = ""] = text.split(" ");
  if (name === "uv") return makeUvTool((await makeToolWorld(folder, { uv: version })).parts);
  return makePipTool((await makeToolWorld(folder, { pip: version })).parts);
}

/** What the tool prints when it refuses; null when it does not. The solver is asked first: it is quick. */
async function refusal(tool: ResolverTool, asked: Omit<Refusal, "tool" | "log">): Promise<string | null> {
  const resolution = await resolve(refusedProblem(asked, tool.name), sourceFromUniverse(asked));
  const [tree] = resolution.kind === "conflict" ? resolution.conflicts : [];
  if (tree === undefined || conflictFacts(tree).filter(({ kind }) => kind !== "no-versions").length < 2) return null;
  const index = await startSimpleIndex({ projects: universeProjects(asked) });
  const files = {
    "requirements.txt": `${asked.requires.join("\n")}\n`,
    "constraints.txt": `${asked.constraints.join("\n")}\n`,
  };
  const { state, text } = await tool.resolve(questionOf(index.url, files, { target: ARM, onlyBinary: [":all:"] }));
  await index.close();
  return state === "refused" ? text.replaceAll(new URL(index.url).origin, "http://index.example") : null;
}
