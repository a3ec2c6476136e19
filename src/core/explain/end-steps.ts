import type { ConflictFact, NoMatchFact } from "../log/facts/facts.ts";
import { plainRequirement } from "../log/names.ts";
import { normalizeName } from "../pep/name.ts";
import { joinWords } from "../wording.ts";
import { allows, isOpen, nameOfRequirement, newestFirst, packagesOfChain } from "./label.ts";
import { lineAfter, type RunOutcome } from "./run-outcome.ts";
import type { TreeBuilder } from "./tree-builder.ts";

/** Versions out of range that are told one by one; the rest is counted. */
const VERSIONS_TOLD = 10;

/** What the messages at the end of a run add: what was not found, the last conflict, and what is broken afterwards. */
export function addEnd(tree: TreeBuilder, outcome: RunOutcome): void {
  tree.close();
  for (const fact of outcome.noMatches) {
    if (tree.isFull) break;
    addNoMatch(tree, fact, outcome);
  }
  if (outcome.conflict !== null) addConflict(tree, outcome.conflict, outcome);
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
  const lines = linesOf(fact, outcome);
  if (!tree.steps.some((step) => step.kind === "request" && step.package === name)) {
    const by = packagesOfChain(fact.from);
    tree.request(fact.requirement, name, by.slice(0, 1), lines, by.length);
  }
  tree.tellSkipped(name);
  const told = new Set(tree.steps.flatMap((step) => (step.package === name ? [step.text] : [])));
  const pass = (version: string, reason: string): void => {
    if (!told.has(version)) tree.pass({ name, version, origin: "link" }, reason, lines);
  };
  for (const { version, requiresPython } of fact.otherPython.slice(0, VERSIONS_TOLD)) {
    pass(version, requiresPython === null ? "needs another Python" : `needs Python ${requiresPython}`);
  }
  for (const version of fact.yanked.slice(0, VERSIONS_TOLD)) pass(version, "yanked");
  const others = [...(fact.versions ?? [])].sort(newestFirst);
  for (const version of others.slice(0, VERSIONS_TOLD)) {
    const isInRange = allows(fact.requirement, version);
    pass(
      version,
      isInRange
        ? "in the range; the log does not say what rules it out"
        : `not in the range of ${plainRequirement(fact.requirement)}`,
    );
  }
  const rest = others.length - VERSIONS_TOLD;
  if (rest > 0) tree.pass({ name, version: null, origin: "link" }, `${rest} more versions do not fit either`, lines);
  tree.block(name, whyNothing(fact, outcome), lines);
}

function whyNothing(fact: NoMatchFact, { hasNetworkTrouble }: RunOutcome): string {
  if (fact.reason !== undefined && fact.otherPython.length + fact.yanked.length === 0) return fact.reason.text;
  const wanted = plainRequirement(fact.requirement);
  if (hasNetworkTrouble) return `an index did not answer as it should, so nothing is known of ${wanted}`;
  const none = fact.versions !== null && fact.versions.length === 0;
  return none && fact.otherPython.length === 0 && fact.yanked.length === 0
    ? `no file was found for ${wanted}`
    : `no version fits ${wanted}`;
}

/** A derivation of uv can have hundreds, and which of them names a package is not known. */
const LINES_TOLD = 1_000;

/** The lines that tell of it: each of pip's two sentences; uv's derivation goes over several lines. */
export function linesOf({ span }: Pick<NoMatchFact, "span">, { tool }: Pick<RunOutcome, "tool">): readonly number[] {
  const [first, last] = span.lines;
  if (tool === "pip") return [...new Set([first, last])];
  return Array.from({ length: Math.min(last - first + 1, LINES_TOLD) }, (_, index) => first + index);
}

/** Who wants what of the package in dispute, as pip's last attempt has it. */
function addConflict(tree: TreeBuilder, conflict: ConflictFact, outcome: RunOutcome): void {
  const wanted = new Map<string, { words: string[]; lines: number[] }>();
  conflict.causes.forEach((cause, index) => {
    const name = nameOfRequirement(cause.requirement);
    if (name === null) return;
    const line = outcome.tool === "uv" ? null : lineAfter(conflict.span.lines, conflict.causes.length, index);
    const lines = line !== null ? [line] : outcome.tool === "uv" ? linesOf(conflict, outcome) : [];
    addWish(tree, name, cause, lines);
    const entry = wanted.get(name) ?? { words: [], lines: [] };
    entry.words.push(sayCause(cause));
    entry.lines.push(...lines);
    wanted.set(name, entry);
  });
  for (const [name, { words, lines }] of wanted) {
    // Lines of an interleaved log do not stand together: then what was said of the package before has to do.
    if (lines.length === 0)
      lines.push(...tree.steps.filter((step) => step.package === name).flatMap((step) => step.lines));
    const reason = `${joinWords([...new Set(words)])}: no version satisfies all of them`;
    if (lines.length > 0) tree.block(name, reason, [...new Set(lines)].slice(0, LINES_TOLD));
  }
}

type Cause = ConflictFact["causes"][number];

/** What a cause asks for, when no request has told it. */
function addWish(
  tree: TreeBuilder,
  name: string,
  { requirer, requirement, kind }: Cause,
  lines: readonly number[],
): void {
  const text = plainRequirement(requirement);
  const isKnown = tree.steps.some((step) => step.kind === "request" && step.package === name && step.text === text);
  if (isKnown || lines.length === 0 || kind === "constraint") return;
  tree.request(text, name, requirer === null ? [] : [requirer], lines);
}

/** `you ask for maya>=2020`, `my-plugin 1.0 needs maya==2019.*` */
export function sayCause({ kind, requirer, requirement }: Cause): string {
  const wanted = plainRequirement(requirement);
  if (kind === "depends") return `${requirer} needs ${wanted}`;
  return kind === "constraint" ? `a constraint allows only ${wanted}` : `you ask for ${wanted}`;
}

/** The requirements that take part in a conflict; those without a range only when there are no others. */
export function disputed(conflict: ConflictFact): ConflictFact["causes"] {
  const strict = conflict.causes.filter(({ requirement }) => !isOpen(requirement));
  return strict.length > 0 ? strict : conflict.causes;
}
