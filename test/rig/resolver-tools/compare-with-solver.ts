import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import type { ResolverTool, ToolAnswer } from "../../../src/ports/resolver-tool.ts";
import { problemOf } from "../resolve/problem.ts";
import { type RandomProblem, randomProblem } from "../resolve/random-universe.ts";
import { startSimpleIndex } from "../simple-index/simple-index.ts";
import { makeRandom } from "../store/random.ts";
import { ARM, questionOf } from "./question.ts";
import { universeProjects } from "./universe-projects.ts";

export interface SolverComparison {
  /** Answers of either kind that our solver gave, over both tools. */
  readonly resolved: number;
  readonly refused: number;
  readonly differences: readonly string[];
}

/**
 * Whether pip, uv and our solver with the rules of each give the same answer, and whether what a tool takes holds together
 * in our eyes. Wheels only: nothing is built.
 */
export async function compareWithSolver(
  tools: Readonly<Record<"pip" | "uv", ResolverTool>>,
  count: number,
  seed: number,
): Promise<SolverComparison> {
  const random = makeRandom(seed);
  const states: ("resolved" | "refused")[] = [];
  const differences: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const universe = randomProblem(random);
    const index = await startSimpleIndex({ projects: universeProjects(universe) });
    const files = {
      "requirements.txt": `${universe.requires.join("\n")}\n`,
      "constraints.txt": `${universe.constraints.map(withoutExtras).join("\n")}\n`,
    };
    const question = questionOf(index.url, files, { target: ARM, onlyBinary: [":all:"] });
    const both = ["pip", "uv"] as const;
    const answers = await Promise.all(both.map((name) => tools[name].resolve(question)));
    await index.close();
    for (const [at, answer] of answers.entries()) {
      const tool = both[at] ?? "pip";
      const ours = await stateOf(universe, tool, []);
      states.push(ours);
      const where = `universe ${number}, ${tool}: ${JSON.stringify(universe)}`;
      if (answer.state === ours) {
        const isSound = await holds(universe, tool, answer);
        if (!isSound) differences.push(`${where}\nwhat it takes does not hold: ${JSON.stringify([...answer.pins])}`);
      } else differences.push(`${where}\nwe say ${ours}, it says ${answer.state}\n${answer.text}`);
    }
  }
  const counted = (wanted: string) => states.filter((state) => state === wanted).length;
  return { resolved: counted("resolved"), refused: counted("refused"), differences };
}

async function stateOf(
  { packages, requires, constraints }: RandomProblem,
  tool: "pip" | "uv",
  pins: readonly string[],
): Promise<"resolved" | "refused"> {
  const rules = tool === "uv" ? "uv" : "packaging-26.3";
  const policy = { tool, rules, sourceIsAllowed: () => false } as const;
  const problem = problemOf([...requires, ...pins], {
    constraints: constraints.map(withoutExtras),
    policy,
    targets: [ARM],
  });
  const { kind } = await resolve(problem, sourceFromUniverse({ packages }));
  if (kind === "incomplete") throw new Error("the solver knows the whole universe");
  return kind === "solved" ? "resolved" : "refused";
}

async function holds(universe: RandomProblem, tool: "pip" | "uv", { state, pins }: ToolAnswer): Promise<boolean> {
  const pinned = [...pins].map(([name, version]) => `${name}==${version}`);
  return state === "refused" || (await stateOf(universe, tool, pinned)) === "resolved";
}

/** pip refuses extras in constraints. */
function withoutExtras(constraint: string): string {
  return constraint.replace(/\[.*?\]/, "");
}
