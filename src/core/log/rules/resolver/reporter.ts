import type { EventBody } from "../../event.ts";
import type { ResolverCandidate } from "../../events/resolver.ts";
import type { LogRule, RuleResult } from "../../rule.ts";
import { type ReprNode, readRepr } from "./python-repr.ts";
import { readCandidate, readCriterion, readRequirement } from "./read-candidate.ts";

const START = "Reporter.";
/** A resolution of more packages than this is not one. */
const PINS_KEPT = 2_000;

type Method = (args: readonly ReprNode[]) => RuleResult;

/** What each method of the reporter prints, by its name. */
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["starting", () => round("starting", null)],
  ["starting_round", ([number]) => round("round-started", number)],
  ["ending_round", ([number, state]) => readState(state) ?? round("round-ended", number)],
  ["ending", () => round("finished", null)],
  ["adding_requirement", ([requirement, parent]) => requested(requirement, parent)],
  ["pinning", ([node]) => withCandidate(node, (candidate) => ({ kind: "pinned", candidate }))],
  ["backtracking", ([node]) => withCandidate(node, (candidate) => ({ kind: "stepped-back", candidate }))],
  [
    "rejecting_candidate",
    ([criterion, node]) =>
      withCandidate(node, (candidate) => ({ kind: "rejected", candidate, because: readCriterion(criterion) })),
  ],
]);

/**
 * pip's resolver speaks of every step when `PIP_RESOLVER_DEBUG` is set (resolution/resolvelib/reporter.py, all versions;
 * `rejecting_candidate` since 23.1, `backtracking` until then, states with `-vv` since 24.2).
 */
export const reporter: LogRule = {
  name: "reporter",
  examples: [
    "Reporter.starting()",
    "Reporter.adding_requirement(SpecifierRequirement('leaf<2'), LinkCandidate('http://index.example/files/app_c-1.16-py3-none-any.whl#sha256=1779 (from http://index.example/simple/app-c/)'))",
    "Reporter.pinning(LinkCandidate('http://index.example/files/leaf-1.1-py3-none-any.whl (from http://index.example/simple/leaf/)'))",
    "Reporter.rejecting_candidate(Criterion((SpecifierRequirement('leaf>=2'), via=None)), AlreadyInstalledCandidate(leaf 1.1 (/usr/lib/python3/dist-packages)))",
    "Reporter.ending_round(0, state)",
  ],
  starts: [START],
  level: "top",
  read(line) {
    const open = line.message.indexOf("(", START.length);
    const method = METHODS.get(line.message.slice(START.length, open));
    if (open === -1 || method === undefined) return null;
    const read = readRepr(line.message, open);
    // A dump of the state can be longer than a line is kept: then the round has ended, and the state is not known.
    if (read === null) return line.message.startsWith("ending_round(", START.length) ? "known" : null;
    return method(read.node.kind === "list" ? read.node.items.map(({ value }) => value) : []);
  },
};

function round(
  phase: "starting" | "round-started" | "round-ended" | "finished",
  number: ReprNode | undefined | null,
): EventBody {
  const digits = number?.kind === "word" && /^\d{1,9}$/.test(number.text) ? Number(number.text) : null;
  return { kind: "resolver-round", phase, round: digits };
}

function requested(requirement: ReprNode | undefined, parent: ReprNode | undefined): RuleResult {
  const wanted = readRequirement(requirement);
  return wanted === null ? "known" : { kind: "requested", ...wanted, requirer: readCandidate(parent) };
}

function withCandidate(node: ReprNode | undefined, toEvent: (candidate: ResolverCandidate) => EventBody): RuleResult {
  const candidate = readCandidate(node);
  return candidate === null ? "known" : toEvent(candidate);
}

/** `State(mapping=OrderedDict({'app-c': LinkCandidate('…')}), …)`; with Python < 3.12 `OrderedDict([('app-c', …)])`. */
function readState(node: ReprNode | undefined): EventBody | null {
  if (node === undefined || node.kind !== "call" || node.name !== "State") return null;
  const mapping = node.items.find(({ name }) => name === "mapping")?.value;
  const inside = mapping?.kind === "call" ? mapping.items[0]?.value : mapping;
  const pins = valuesOf(inside).map(readCandidate);
  return { kind: "resolver-state", pins: pins.filter((pin) => pin !== null).slice(0, PINS_KEPT) };
}

function valuesOf(node: ReprNode | undefined): readonly (ReprNode | undefined)[] {
  if (node?.kind === "dict") return node.entries.map(([, value]) => value);
  if (node?.kind !== "list") return [];
  return node.items.map(({ value }) => (value.kind === "list" ? value.items[1]?.value : undefined));
}
