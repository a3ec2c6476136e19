import type { BuildReport, PackageReport } from "../../report/model.ts";
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
  const walk: Walk = { tree, byName, shown: new Set(), lines: [] };
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
    requirement: requirementOn(needed, found?.requiresDist ?? []),
    prefix: below,
    branch: index === needs.length - 1 ? "└── " : "├── ",
    path: [...path, name],
  }));
}

/** The `Requires-Dist` line that names the package, without its marker. */
function requirementOn(name: string, requiresDist: readonly string[]): string {
  const line = requiresDist.find((each) => nameOf(each) === name);
  return line === undefined ? "" : (line.split(";")[0] ?? "").trim();
}

/** PEP 508 begins with the name; PEP 503 says how to compare it. */
function nameOf(requirement: string): string {
  const name = /^\s*([a-z0-9][a-z0-9._-]*)/i.exec(requirement)?.[1] ?? "";
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}
