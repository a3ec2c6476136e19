import { WheelhouseError } from "../core/error.ts";
import type { WhyAnswer, WhyNotAnswer } from "../core/explain/why/answer.ts";
import type { SolvedInput } from "../core/explain/why/solved.ts";
import { whyTaken } from "../core/explain/why/why.ts";
import { whyNot } from "../core/explain/why/why-not.ts";
import type { CheckOptions } from "../core/options/options.ts";
import { normalizeName } from "../core/pep/name.ts";
import type { Requirement } from "../core/pep/requirement.ts";
import type { ResolveProblem } from "../core/resolve/problem.ts";
import { solveObtainable } from "./check/closure.ts";
import { withholding } from "./check/give-up.ts";
import { type OpenCheck, withOpenCheck } from "./check/open-check.ts";
import type { CheckPorts } from "./check/ports.ts";
import { refuseInputs, toInputError } from "./inputs/problems.ts";

/**
 * The `why` use case: who brings a package in, in which version and why in no newer one, for each target. Nothing is
 * installed or built. Rejects with WheelhouseError for inputs that cannot be read.
 */
export async function runWhy(name: string, options: CheckOptions, ports: CheckPorts): Promise<WhyAnswer> {
  const wanted = normalizeName(name);
  const targets = await askEach(options, ports, null, (input) => whyTaken(wanted, input));
  return { question: "why", package: wanted, targets };
}

/** The `why-not` use case: what one more requirement would come to, for each target. Rejects as `runWhy` does. */
export async function runWhyNot(
  requirement: Requirement,
  options: CheckOptions,
  ports: CheckPorts,
): Promise<WhyNotAnswer> {
  const targets = await askEach(options, ports, requirement.name, (input) => whyNot(requirement, input));
  return { question: "why-not", requirement: requirement.canonical, targets };
}

/** `asked`: the project that the question itself wants, of which everything is told even if nothing of it fits. */
function askEach<T>(
  options: CheckOptions,
  ports: CheckPorts,
  asked: string | null,
  ask: (input: SolvedInput) => Promise<T>,
): Promise<readonly T[]> {
  return withOpenCheck(options, ports, async (check) => {
    refuseInputs(check.inputs.problems.map(toInputError));
    refuseNoLines(check);
    const answers: T[] = [];
    for (const { target } of check.targets) {
      ports.log.stage(`Solving for ${target.id}`);
      const problem: ResolveProblem = { ...check.problem, targets: [target] };
      const { resolution, absent, conflicts } = await solveObtainable(problem, check.source, ports.signal);
      const withheld = new Set([...absent.keys()].filter((name) => name !== asked));
      const source = withholding(check.source, withheld);
      answers.push(await ask({ problem, source, resolution, conflicts, signal: ports.signal }));
    }
    return answers;
  });
}

function refuseNoLines({ requirements, inputs }: OpenCheck): void {
  if (requirements.length > 0) return;
  const files = inputs.files.map(({ path }) => path).join(", ");
  throw new WheelhouseError("unreadable-file", `Nobody asks for anything: there is no requirement in ${files}.`, {
    hint: "Name the file that the requirements are written in with -r FILE; a lock alone does not say who asks.",
  });
}
