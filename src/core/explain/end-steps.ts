import type { ConflictFact, NoMatchFact } from "../log/facts.ts";
import { normalizeName } from "../pep/name.ts";
import { allows, isOpen, joinAnd, nameOfRequirement, newestFirst, plainRequirement } from "./label.ts";
import { lineAfter, type RunOutcome } from "./run-outcome.ts";
import type { TreeBuilder } from "./tree-builder.ts";

/** Versions out of range that are told one by one; the rest is counted. */
const VERSIONS_TOLD = 10;

/** What the messages at the end of a run add: what was not found, the last conflict, and what is broken afterwards. */
export function addEnd(tree: TreeBuilder, outcome: RunOutcome): void {
  for (const fact of outcome.noMatches) addNoMatch(tree, fact, outcome);
  if (outcome.conflict !== null) addConflict(tree, outcome.conflict);
  for (const { problem, line } of outcome.broken) {
    const { name, version, requirement, found } = problem;
    const wanted = found?.name ?? (requirement === null ? null : nameOfRequirement(requirement));
    if (wanted === null || line === null || requirement === null) continue;
    const instead = found === null ? "it is not there" : `${found.version} was installed`;
    tree.block(
      normalizeName(wanted),
      `${name} ${version}, which was there before, needs ${requirement}, but ${instead}`,
      [line],
    );
  }
}

function addNoMatch(tree: TreeBuilder, fact: NoMatchFact, outcome: RunOutcome): void {
  const name = nameOfRequirement(fact.requirement);
  if (name === null) return;
  const lines = linesOf(fact);
  if (!tree.steps.some((step) => step.kind === "request" && step.package === name)) {
    const by = (fact.from ?? []).filter((link) => !/^-[rce] /.test(link));
    tree.request(fact.requirement, name, by.slice(0, 1), lines, by.length);
  }
  tree.tellSkipped(name);
  const shown = (version: string): boolean => tree.steps.some((step) => step.package === name && step.text === version);
  const pass = (version: string, reason: string): void => {
    if (!shown(version)) tree.pass({ name, version, origin: "link" }, reason, lines);
  };
  for (const { version, requiresPython } of fact.otherPython) {
    pass(version, requiresPython === null ? "needs another Python" : `needs Python ${requiresPython}`);
  }
  for (const version of fact.yanked) pass(version, "yanked");
  const others = [...(fact.versions ?? [])].filter((version) => !allows(fact.requirement, version)).sort(newestFirst);
  for (const version of others.slice(0, VERSIONS_TOLD))
    pass(version, `not in the range of ${plainRequirement(fact.requirement)}`);
  const rest = others.length - VERSIONS_TOLD;
  if (rest > 0) tree.pass({ name, version: null, origin: "link" }, `${rest} more are not in the range`, lines);
  tree.block(name, whyNothing(fact, outcome), lines);
}

function whyNothing(fact: NoMatchFact, { hasNetworkTrouble }: RunOutcome): string {
  const wanted = plainRequirement(fact.requirement);
  if (hasNetworkTrouble) return `an index did not answer as it should, so nothing is known of ${wanted}`;
  const none = fact.versions !== null && fact.versions.length === 0;
  return none && fact.otherPython.length === 0 && fact.yanked.length === 0
    ? `no file was found for ${wanted}`
    : `no version fits ${wanted}`;
}

/** The lines that name it: both of pip's sentences do. */
export function linesOf({ span }: { readonly span: { readonly lines: readonly [number, number] } }): readonly number[] {
  return [...new Set(span.lines)];
}

/** Who wants what of the package in dispute, as pip's last attempt has it. */
function addConflict(tree: TreeBuilder, conflict: ConflictFact): void {
  const wanted = new Map<string, { words: string[]; lines: number[] }>();
  conflict.causes.forEach(({ requirer, requirement, kind }, index) => {
    const name = nameOfRequirement(requirement);
    const line = lineAfter(conflict.span.lines, conflict.causes.length, index);
    if (name === null) return;
    const entry = wanted.get(name) ?? { words: [], lines: [] };
    const text = plainRequirement(requirement);
    const by = kind === "constraint" ? "a constraint allows only" : "you ask for";
    entry.words.push(requirer === null ? `${by} ${text}` : `${requirer} needs ${text}`);
    if (line !== null) entry.lines.push(line);
    wanted.set(name, entry);
  });
  for (const [name, { words, lines }] of wanted) {
    // Lines of an interleaved log do not stand together: then what was said of the package before has to do.
    if (lines.length === 0)
      lines.push(...tree.steps.filter((step) => step.package === name).flatMap((step) => step.lines));
    if (lines.length > 0) tree.block(name, `${joinAnd([...new Set(words)])}: no version satisfies all of them`, lines);
  }
}

/** The requirements that take part in a conflict; those without a range only when there are no others. */
export function disputed(conflict: ConflictFact): ConflictFact["causes"] {
  const strict = conflict.causes.filter(({ requirement }) => !isOpen(requirement));
  return strict.length > 0 ? strict : conflict.causes;
}
