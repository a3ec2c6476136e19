import { knowledgeOf } from "../knowledge/knowledge.ts";
import type { VendorIndex } from "../knowledge/model.ts";
import { vendorIndexesFor } from "../knowledge/vendor-wheels.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { hasFileFor } from "./candidates.ts";
import { EDIT_COST, PER_EDIT } from "./cost.ts";
import type { ProposedEdit } from "./fix.ts";
import type { Line } from "./lines.ts";
import { reasonFor } from "./reason.ts";
import { optionLine } from "./relax-source.ts";
import type { FactInConflict, FindRelaxations, FixContext, Relaxation } from "./relaxation.ts";

/** So many vendors' indexes are asked for one project. */
const MOST_INDEXES = 2;

/** One more index, of a vendor that is known to keep wheels of a project that has none for the targets. */
export const relaxIndexes: FindRelaxations = async (context, found, prober) => {
  const { fact } = found;
  if (fact.kind !== "no-versions" || !/^(?:absent|no-wheel|requires-python)$/.test(fact.reason)) return [];
  const line = optionLine(found, context.lines);
  if (line === undefined || !prober.knowsOtherIndexes) return [];
  const relaxations: Relaxation[] = [];
  for (const vendor of vendorsOf(fact.name, context).slice(0, MOST_INDEXES)) {
    const versions = await prober.versionsOf(fact.name, withIndex(context.problem, vendor));
    const here = prober.situations(context.problem);
    if (!versions.some((one) => hasFileFor(fact.name, one, here))) continue;
    relaxations.push(indexRelaxation(fact.name, { vendor, line }, found));
  }
  return relaxations;
};

/** Those that are for every target. */
function vendorsOf(name: string, { problem, knowledge }: FixContext): readonly VendorIndex[] {
  const [first = [], ...others] = problem.targets.map((target) => {
    const known = knowledgeOf(name, target, knowledge.packages);
    return vendorIndexesFor({ knowledge: known, target, verdict: NO_WHEEL }, knowledge.vendorIndexes);
  });
  return first.filter((vendor) => others.every((each) => each.includes(vendor)));
}

const NO_WHEEL = { wheel: null, outcome: "NO_ARTIFACT" } as const;

function withIndex(problem: ResolveProblem, { url }: VendorIndex): ResolveProblem {
  return { ...problem, extraIndexes: [...(problem.extraIndexes ?? []), url] };
}

function indexRelaxation(
  name: string,
  { vendor, line }: { readonly vendor: VendorIndex; readonly line: Line },
  found: FactInConflict,
): Relaxation {
  const cost = PER_EDIT + EDIT_COST["other-index"];
  const relax: Relaxation["relax"] = (problem) => withIndex(problem, vendor);
  const reason = reasonFor(name, found, `${vendor.title} has it (${vendor.source}, ${vendor.date})`);
  const edit: ProposedEdit = {
    kind: "other-index",
    place: { ...line.place, column: 1 },
    before: "",
    after: `--extra-index-url ${vendor.url}\n`,
    reason,
  };
  return {
    key: `index ${vendor.url}`,
    subject: `index ${vendor.url}`,
    isWhole: true,
    isLastResort: false,
    isExchange: true,
    leastCost: cost,
    relax,
    settle: async () => ({
      ...{ apply: relax, kind: "other-index" as const, cost, reason, line: null, edit },
      words: `take ${name} from ${vendor.title} too`,
      losses: [
        "every project may come from that index now: who can upload to it decides what is installed (dependency confusion); hashes prevent it",
        vendor.note.replace(/\.$/, ""),
      ],
    }),
  };
}
