import { isMeant } from "../../pep/evaluate-marker.ts";
import type { MarkerEnvironment } from "../../pep/marker.ts";
import { normalizeName } from "../../pep/name.ts";
import { parseRequirement } from "../../pep/requirement.ts";
import type { BuildReport, PackageReport } from "../../report/model.ts";
import { markerEnvironment } from "../../target/marker-environment.ts";
import { parseTarget } from "../../target/parse-target.ts";
import { isChecked } from "../check/matrix.ts";
import { terminalText } from "../escape.ts";
import type { DependencyTree, FileRenderer } from "../extras.ts";

/** Indentation grows with the depth, so a chain without end would grow the file with its square. */
const MAX_DEPTH = 100;

/** Who needs whom, from the METADATA of the resolved files; of a log, as far as it says who asked. */
export const dependencyTree: FileRenderer = {
  path: "dependency_tree.txt",
  render: (report, extras) => {
    const trees = report.targets.length > 0 ? (extras.trees ?? checkTrees(report)) : logTrees(report);
    const [source] = trees;
    if (source === undefined) return "Nothing was resolved, so there is no tree.\n";
    const legend = "# (*) is shown in full above, (cycle) needs itself, (…) goes deeper than 100\n";
    return `${legend}\n${trees.map((tree) => [`# ${report.targets.length > 0 ? "target" : "log"}: ${terminalText(tree.target)}`, ...treeLines(tree)].join("\n")).join("\n\n")}\n`;
  },
};

/** Of a check that is rendered from its report alone: who needs whom, without the words of the metadata. */
function checkTrees({ targets }: BuildReport): readonly DependencyTree[] {
  return targets
    .filter((target) => isChecked(target) && target.packages.length > 0)
    .map(({ target, packages }) => treeOf(target, packages));
}

/** pip prints `(from …)` behind what a package needs (23.1 and newer); a package that nobody asked for is a root. */
function logTrees({ logs = [] }: BuildReport): readonly DependencyTree[] {
  return logs.filter(({ packages }) => packages.length > 0).map(({ file, packages }) => treeOf(file, packages));
}

function treeOf(label: string, packages: readonly PackageReport[]): DependencyTree {
  return {
    target: label,
    packages: packages.map(({ name, version }) => ({ name, version: version ?? "?", requiresDist: [] })),
    roots: packages
      .filter((each) => each.requestedBy.length > 0 || each.requiredBy.length === 0)
      .map(({ name }) => name),
    needs: (name) => packages.filter(({ requiredBy }) => requiredBy.includes(name)).map((each) => each.name),
  };
}

interface Walk {
  readonly tree: DependencyTree;
  /** Of the target; null when it is not known. */
  readonly environment: MarkerEnvironment | null;
  readonly byName: ReadonlyMap<string, DependencyTree["packages"][number]>;
  /** Names whose needs are shown already. */
  readonly shown: Set<string>;
  readonly lines: string[];
}

interface Visit {
  readonly name: string;
  readonly requirement: string;
  readonly prefix: string;
  readonly branch: string;
  readonly path: readonly string[];
}

/** Depth first with a stack of its own, so that the depth of a chain does not matter. */
function treeLines(tree: DependencyTree): string[] {
  const byName = new Map(tree.packages.map((each) => [each.name, each]));
  const walk: Walk = { tree, byName, environment: environmentOf(tree), shown: new Set(), lines: [] };
  const roots = tree.roots.map((name): Visit => ({ name, requirement: "", prefix: "", branch: "", path: [] }));
  const stack = roots.toReversed();
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop())
    stack.push(...visitPackage(visit, walk).toReversed());
  return walk.lines.length > 0 ? walk.lines : ["No requirements."];
}

/** Writes the line of one package and returns what it needs, in order. */
function visitPackage({ name, requirement, prefix, branch, path }: Visit, walk: Walk): Visit[] {
  const found = walk.byName.get(name);
  const label = terminalText(found === undefined ? `${name} (not resolved)` : `${name} ${found.version}`);
  const wanted = requirement === "" ? "" : ` [${terminalText(requirement)}]`;
  const needs = found === undefined ? [] : [...new Set(walk.tree.needs(name))];
  const cycle = path.includes(name);
  const tooDeep = !cycle && needs.length > 0 && path.length >= MAX_DEPTH;
  const repeated = !cycle && needs.length > 0 && walk.shown.has(name);
  const mark = cycle ? " (cycle)" : repeated ? " (*)" : tooDeep ? " (…)" : "";
  walk.lines.push(`${prefix}${branch}${label}${wanted}${mark}`);
  if (mark !== "") return [];
  walk.shown.add(name);
  const below = branch === "" ? prefix : prefix + (branch.startsWith("└") ? "    " : "│   ");
  return needs.map((needed, index) => ({
    name: needed,
    requirement: requirementOn(needed, found?.requiresDist ?? [], walk.environment),
    prefix: below,
    branch: index === needs.length - 1 ? "└── " : "├── ",
    path: [...path, name],
  }));
}

/**
 * What the `Requires-Dist` lines say of a package, without markers: the first that holds on the target, else the first at
 * all (one of an extra, or of a target whose markers are not known).
 */
function requirementOn(name: string, requiresDist: readonly string[], environment: MarkerEnvironment | null): string {
  const lines = requiresDist.filter((each) => nameOf(each) === name);
  const holding = environment === null ? undefined : lines.find((each) => holds(each, environment));
  return ((holding ?? lines[0])?.split(";")[0] ?? "").trim();
}

function holds(requirement: string, environment: MarkerEnvironment): boolean {
  const read = parseRequirement(requirement);
  return read.ok && isMeant(read.value.marker, environment);
}

/** Null for what is no target, as the name of a log. */
function environmentOf({ target }: DependencyTree): MarkerEnvironment | null {
  const read = parseTarget(target);
  return read.ok ? markerEnvironment(read.value) : null;
}

/** PEP 508 begins with the name; PEP 503 says how to compare it. */
function nameOf(requirement: string): string {
  return normalizeName(/^\s*([a-z0-9][a-z0-9._-]*)/i.exec(requirement)?.[1] ?? "");
}
