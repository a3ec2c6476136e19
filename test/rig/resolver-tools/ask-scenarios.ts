import { compatibleTags } from "../../../src/core/pep/tags.ts";
import { expandTags } from "../../../src/core/pep/wheel-tags.ts";
import type { ResolverTool } from "../../../src/ports/resolver-tool.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import type { Scenario, Tool } from "../resolve/scenario.ts";
import { rulesOf } from "../resolve/scenario-problem.ts";
import { startSimpleIndex } from "../simple-index/simple-index.ts";
import { questionOf } from "./question.ts";
import { universeProjects } from "./universe-projects.ts";

export interface ToolFigures {
  asked: number;
  /** Answers that are the expected ones: versions, or that it cannot hold. */
  resolved: number;
  refused: number;
  /** It ends with an error of its own, as expected. */
  failed: number;
  /** It would have to build a source to answer, and nothing is built. */
  unanswered: number;
}

export interface ScenarioComparison {
  readonly figures: Readonly<Record<Tool, ToolFigures>>;
  /** How often pip and uv differ, by the name of the rule. */
  readonly policies: Readonly<Record<string, number>>;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

/** Serves each scenario on a loopback index and asks the real tools: verdict and versions must be the expected ones. */
export async function askScenarios(
  tools: Readonly<Record<Tool, ResolverTool>>,
  scenarios: readonly Scenario[],
): Promise<ScenarioComparison> {
  const figures = { pip: noFigures(), uv: noFigures() };
  const policies: Record<string, number> = {};
  const failures: string[] = [];
  for (const scenario of scenarios) {
    const index = await startSimpleIndex({ projects: universeProjects(scenario) });
    const ask = async (tool: Tool) => {
      const problem = await compare(tools[tool], tool, { scenario, indexUrl: index.url, figures: figures[tool] });
      if (problem !== null) failures.push(`${scenario.name}, ${tool}: ${problem}`);
    };
    await Promise.all([ask("pip"), ask("uv")]);
    await index.close();
    if (scenario.policy !== null) policies[scenario.policy] = (policies[scenario.policy] ?? 0) + 1;
  }
  return { figures, policies, failures };
}

function noFigures(): ToolFigures {
  return { asked: 0, resolved: 0, refused: 0, failed: 0, unanswered: 0 };
}

interface Asked {
  readonly scenario: Scenario;
  readonly indexUrl: string;
  readonly figures: ToolFigures;
}

async function compare(tool: ResolverTool, name: Tool, { scenario, indexUrl, figures }: Asked): Promise<string | null> {
  figures.asked += 1;
  const maySource = needsBuild(scenario, name) || scenario.noBinary.length > 0;
  // uv is given wheels only.
  if (name === "uv" && maySource) {
    figures.unanswered += 1;
    return null;
  }
  const { requires, constraints, onlyBinary, noBinary, preferBinary, prereleases, notAfter } = scenario;
  const files = {
    "requirements.txt": lines(requires),
    ...(constraints.length > 0 && { "constraints.txt": lines(constraints) }),
  };
  const target = requireTarget(scenario.target);
  const more = {
    target,
    // Where no answer can come from source, uv is told so: it says then whether a refusal is sure.
    onlyBinary: maySource ? onlyBinary : [":all:"],
    noBinary,
    preferBinary: name === "pip" && preferBinary,
    pre: prereleases,
    excludeNewer: notAfter,
  };
  const answer = await tool.resolve(questionOf(indexUrl, files, more));
  if (answer.state === "failed" && maySource) {
    figures.unanswered += 1;
    return null;
  }
  const expected = scenario.expected[name];
  const told = answer.state === "resolved" ? [...answer.pins].map((pin) => pin.join(" ")).sort() : answer.state;
  const isRight = JSON.stringify(told) === JSON.stringify(expected ?? "refused");
  if (isRight) figures[expected === null ? "refused" : expected === "failed" ? "failed" : "resolved"] += 1;
  else return `expected ${JSON.stringify(expected)}, it says ${JSON.stringify(told)}: ${answer.text.slice(-600)}`;
  return null;
}

function lines(requirements: readonly string[]): string {
  return `${requirements.join("\n")}\n`;
}

/** Whether some version could only come from source. */
function needsBuild({ packages, noBinary, target }: Scenario, tool: Tool): boolean {
  const tags = new Set(compatibleTags(requireTarget(target), { rules: rulesOf(tool) }));
  const fits = (wheel: string) => expandTags(wheel)?.some((tag) => tags.has(tag)) ?? false;
  return Object.entries(packages).some(([name, versions]) =>
    Object.values(versions).some(({ sdist, wheelTags }) => sdist && (noBinary.includes(name) || !wheelTags.some(fits))),
  );
}
