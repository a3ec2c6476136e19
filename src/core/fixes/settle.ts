import type { ResolveProblem } from "../resolve/problem.ts";
import { VULNERABLE } from "./cost.ts";
import type { ProposedEdit, ProposedFix } from "./fix.ts";
import { rewriteText } from "./line-text.ts";
import { isSamePlace, lineKey, requirementsAt } from "./lines.ts";
import { narrow } from "./narrow.ts";
import { holds, type Prober } from "./probe.ts";
import type { FixContext, Settled } from "./relaxation.ts";
import { type CorrectionSet, relaxAll } from "./search.ts";
import { tellChanges } from "./tell-changes.ts";

/**
 * Brings each relaxation of a set down to its smallest change, one after the other. Null when one of them has none. What
 * turns out to be needless on the way is left out, and the whole is solved once more at its end.
 */
export async function settleSet(set: CorrectionSet, context: FixContext, prober: Prober): Promise<ProposedFix | null> {
  let settled: readonly Settled[] = [];
  for (const [index, relaxation] of set.entries()) {
    const relaxed = applyAll(relaxAll(context.problem, set.slice(index)), settled);
    const one = await relaxation.settle(relaxed, prober);
    if (one === null) return null;
    settled = [...settled, one];
  }
  const needed = await withoutNeedless(settled, context.problem, prober);
  const steps = inOrder(await narrowAll(needed.steps, context.problem, prober));
  const solved = applyAll(context.problem, steps);
  const resolution = await prober.solve(solved);
  if (resolution.kind === "conflict" || !holds(resolution)) return null;
  const told = await tellChanges({ context, solved, steps, resolution }, prober);
  const risky = new Set(told.risks.map(({ name }) => name));
  return {
    title: titleOf(steps),
    edits: toEdits(steps, solved),
    options: steps.flatMap(({ option }) => option ?? []),
    cost: Math.round((costOf(steps) + VULNERABLE * risky.size) * 100) / 100,
    risks: told.risks,
    changes: told.changes,
    minimal: needed.minimal,
    losses: [...new Set([...steps.flatMap(({ losses }) => losses), ...told.losses])],
    solved,
  };
}

/** Each where only its own targets need it. */
async function narrowAll(
  needed: readonly Settled[],
  problem: ResolveProblem,
  prober: Prober,
): Promise<readonly Settled[]> {
  let steps = needed;
  for (const [at, step] of steps.entries()) {
    const others = steps.filter((other) => other !== steps[at]);
    if (others.some((other) => editKey(other) === editKey(step))) continue;
    const narrowed = await narrow(step, (before) => applyAll(before, others), problem, prober);
    steps = steps.with(at, narrowed);
  }
  return steps;
}

function costOf(steps: readonly Settled[]): number {
  return steps.reduce((sum, { cost }) => sum + cost, 0);
}

/** As a person reads the files. */
function inOrder(steps: readonly Settled[]): readonly Settled[] {
  const keyOf = ({ line, edit, words }: Settled) => (line === null ? `z ${edit?.after ?? words}` : lineKey(line));
  return steps.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function applyAll(problem: ResolveProblem, steps: readonly Settled[]): ResolveProblem {
  return steps.reduce((changed, { apply }) => apply(changed), problem);
}

interface Needed {
  readonly steps: readonly Settled[];
  /** Null: for one of them the attempt was cut short. */
  readonly minimal: true | null;
}

/** Undoing any one edit has to bring a conflict back: each is tried, again after one has turned out to be needless. */
async function withoutNeedless(settled: readonly Settled[], problem: ResolveProblem, prober: Prober): Promise<Needed> {
  let minimal: true | null = true;
  const edits = [...new Set(settled.map(editKey))];
  // Undoing the only one leaves the problem as it was.
  if (edits.length < 2) return { steps: settled, minimal };
  for (const edit of edits) {
    const steps = settled.filter((step) => editKey(step) !== edit);
    const resolution = await prober.solve(applyAll(problem, steps));
    if (holds(resolution)) return await withoutNeedless(steps, problem, prober);
    if (resolution.kind !== "conflict") minimal = null;
  }
  return { steps: settled, minimal };
}

function editKey({ line, edit, words }: Settled): string {
  return line === null ? (edit?.after ?? words) : lineKey(line);
}

function toEdits(steps: readonly Settled[], solved: ResolveProblem): readonly ProposedEdit[] {
  const edits = [...new Set(steps.map(editKey))].flatMap((key): readonly ProposedEdit[] => {
    const group = steps.filter((step) => editKey(step) === key);
    const dearest = group.toSorted((a, b) => b.cost - a.cost)[0];
    if (dearest === undefined) return [];
    const { line, edit, kind } = dearest;
    if (line === null) return edit === null ? [] : [edit];
    const reason = [...new Set(group.map((step) => step.reason))].join(" ");
    const hashes = group.find((step) => step.hashes !== undefined)?.hashes;
    const after = requirementsAt(solved, line).map((changed) => rewriteText(line, changed));
    return [
      {
        kind,
        place: line.place,
        before: line.text,
        after: after.join("\n"),
        reason,
        ...(hashes === undefined ? {} : { hashes }),
      },
    ];
  });
  return joinAdded(edits);
}

/** Lines that are added at one place are one edit: which of two comes first nobody could tell from their places. */
function joinAdded(edits: readonly ProposedEdit[]): readonly ProposedEdit[] {
  const joined: ProposedEdit[] = [];
  for (const edit of edits) {
    const at = joined.findIndex(
      ({ before, place }) => before === "" && edit.before === "" && isSamePlace(place, edit.place),
    );
    const other = joined[at];
    if (other === undefined) joined.push(edit);
    else joined[at] = { ...other, after: other.after + edit.after, reason: `${other.reason} ${edit.reason}` };
  }
  return joined;
}

function titleOf(steps: readonly Settled[]): string {
  const words = steps.map((step) => step.words);
  const last = words.at(-1) ?? "";
  const text = words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
