import { compareText } from "../../compare-text.ts";
import type { WhyChain } from "./answer.ts";
import { type Edge, lineDemand, needDemand } from "./edges.ts";
import type { Solved } from "./solved.ts";

/**
 * From each of the user's lines that lead to a package the shortest way to it, in the order of the lines. Ways through an
 * extra count only for lines that lead to the extra. Of equally short ways the one is taken that comes first by name.
 */
export function shortestChains(name: string, { situation }: Solved, edges: readonly Edge[]): readonly WhyChain[] {
  const ways = waysTo(name, edges);
  return situation.requirements.flatMap((line): readonly WhyChain[] => {
    const starts = nodesOf(line.requirement).flatMap((node) => ways.get(node) ?? []);
    const [best] = starts.toSorted((a, b) => a.length - b.length);
    if (best === undefined) return [];
    const steps = stepsOf(best).map(({ pin, requirement }) => needDemand(pin, requirement));
    return [{ line: lineDemand("requested", line), steps }];
  });
}

interface Way {
  readonly length: number;
  /** The first step; null at the package itself. */
  readonly edge: Edge | null;
  readonly next: Way | null;
}

/** Breadth first against the arrows: how far it is from each package and extra, and over which requirement. */
function waysTo(name: string, edges: readonly Edge[]): ReadonlyMap<string, Way> {
  const into = new Map<string, Edge[]>();
  const ordered = edges.toSorted((a, b) => compareText(a.pin.name, b.pin.name));
  for (const edge of ordered) {
    for (const node of nodesOf(edge.requirement)) {
      const list = into.get(node) ?? [];
      into.set(node, list);
      list.push(edge);
    }
  }
  const ways = new Map<string, Way>();
  const found: { node: string; way: Way }[] = [];
  const reach = (node: string, way: Way) => {
    if (ways.has(node)) return;
    ways.set(node, way);
    found.push({ node, way });
  };
  reach(name, { length: 0, edge: null, next: null });
  for (let at = 0; at < found.length; at += 1) {
    const here = found[at];
    if (here === undefined) break;
    for (const edge of into.get(here.node) ?? []) {
      reach(nodeOf(edge.pin.name, edge.extra), { length: here.way.length + 1, edge, next: here.way });
    }
  }
  return ways;
}

function stepsOf(way: Way): readonly Edge[] {
  const steps: Edge[] = [];
  for (let at: Way | null = way; at !== null; at = at.next) if (at.edge !== null) steps.push(at.edge);
  return steps;
}

function nodesOf({ name, extras }: Edge["requirement"]): readonly string[] {
  return [nodeOf(name, null), ...extras.map((extra) => nodeOf(name, extra))];
}

function nodeOf(name: string, extra: string | null): string {
  return extra === null ? name : `${name}[${extra}]`;
}
