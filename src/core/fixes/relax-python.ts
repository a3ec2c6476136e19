import type { ResolveProblem } from "../resolve/problem.ts";
import { IMAGE_PYTHONS } from "../target/images.ts";
import { withPython } from "../target/with-python.ts";
import { hasFileFor } from "./candidates.ts";
import { distanceCost, EDIT_COST, PER_EDIT } from "./cost.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, FixContext, Relaxation } from "./relaxation.ts";

/** What all of these change. */
export const PYTHON = "python";

/** So many other Pythons are tried. */
const MOST_PYTHONS = 3;

/**
 * Another minor version of Python for all targets, where they have one in common and something that cannot be had on it can
 * be had there. An edit of an option, not of a file.
 */
export const relaxPython: FindRelaxations = async (context, found, prober) => {
  const { fact } = found;
  if (fact.kind !== "no-versions" || (fact.reason !== "requires-python" && fact.reason !== "no-wheel")) return [];
  const { problem } = context;
  const [now, ...others] = new Set(problem.targets.map(({ python }) => python.minor));
  if (now === undefined || others.length > 0) return [];
  const pythons = IMAGE_PYTHONS.map((python) => ({ python, away: Number(python.split(".")[1]) - now }))
    .filter(({ away }) => away !== 0)
    .sort((a, b) => Math.abs(a.away) - Math.abs(b.away) || b.away - a.away);
  const relaxations: Relaxation[] = [];
  for (const { python, away } of pythons) {
    const moved = onPython(problem, python);
    if (moved === null || !(await opensMore(fact.name, { problem, moved }, prober))) continue;
    relaxations.push(pythonRelaxation(python, Math.abs(away), context, found));
    if (relaxations.length === MOST_PYTHONS) break;
  }
  return relaxations;
};

/** Whether a version can be had there that cannot be had here. */
async function opensMore(
  name: string,
  { problem, moved }: { readonly problem: ResolveProblem; readonly moved: ResolveProblem },
  prober: Prober,
): Promise<boolean> {
  const [here, there] = [prober.situations(problem), prober.situations(moved)];
  const versions = await prober.versionsOf(name);
  return versions.some((one) => !hasFileFor(name, one, here) && hasFileFor(name, one, there));
}

function onPython(problem: ResolveProblem, python: string): ResolveProblem | null {
  const targets = problem.targets.flatMap((target) => withPython(target, python) ?? []);
  return targets.length < problem.targets.length ? null : { ...problem, targets };
}

function pythonRelaxation(python: string, away: number, { problem }: FixContext, found: FactInConflict): Relaxation {
  const cost = PER_EDIT + EDIT_COST["change-python"] + distanceCost(away);
  const relax: Relaxation["relax"] = (asked) => onPython(asked, python) ?? asked;
  const before = `3.${problem.targets[0]?.python.minor}`;
  const name = found.fact.kind === "no-versions" ? found.fact.name : "";
  const reason = reasonFor(name, found, `with Python ${python} it holds with the rest`);
  return {
    key: `python ${python}`,
    subject: PYTHON,
    isWhole: true,
    isLastResort: false,
    isExchange: true,
    leastCost: cost,
    relax,
    settle: async () => ({
      ...{ apply: relax, kind: "change-python" as const, cost, reason, line: null, edit: null },
      words: `use Python ${python} instead of ${before}`,
      losses: [`everything runs on Python ${python} instead of ${before}`],
      option: { option: "--python", before, after: python, reason },
    }),
  };
}
