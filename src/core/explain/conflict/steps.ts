import type { Evidence, ExplanationStep } from "../../report/model.ts";
import { factText } from "../../resolve/conflict-text.ts";
import type { ConflictFact, ConflictTree } from "../../resolve/conflict-tree.ts";
import type { ToldFacts } from "./facts.ts";

type Derived = Extract<ConflictTree, { kind: "derived" }>;
/** What a step rests on: a fact, or a conclusion that is told as a step of its own. */
type Premise = ConflictFact | Derived;

/** So few facts need no conclusions between them. */
const FEW_FACTS = 5;
/** A conflict told in more lines than this is not read. */
const FEW_STEPS = 12;
/** A conclusion is told when it joins so many premises: as many conclusions as leave the whole short. */
const LEAST_PREMISES = [3, 4, 6] as const;
const LONGEST_CONCLUSION = 100;
/** No report holds more. */
const MOST_STEPS = 900;

/**
 * A proof as a list: facts and conclusions, each conclusion behind what it follows from, the contradiction last. Small
 * steps of the solver are folded into the next conclusion worth telling; one that is used twice is told once.
 */
export function linearSteps(tree: ConflictTree, told: ToldFacts): readonly ExplanationStep[] {
  const { facts } = told;
  if (facts.length > FEW_FACTS && facts.length < FEW_STEPS) {
    const order = postorder(tree);
    for (const least of LEAST_PREMISES) {
      const steps = tellSteps(order, told, least);
      if (steps.length <= FEW_STEPS) return steps;
    }
  }
  const list = new StepList(told);
  list.conclude(null, NOTHING_HOLDS, new Set(facts));
  return list.steps;
}

const NOTHING_HOLDS = "the requirements cannot hold together";

/** Each derived node once, causes first; the contradiction is the last. */
function postorder(tree: ConflictTree): readonly ConflictTree[] {
  const done = new Set<ConflictTree>();
  const open = new Set<ConflictTree>();
  const stack = [tree];
  for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
    if (next.kind === "fact" || open.has(next) || done.has(next)) {
      done.add(next);
      stack.pop();
    } else {
      open.add(next);
      stack.push(next.causes[1], next.causes[0]);
    }
  }
  return [...done].filter((node) => node.kind === "derived" || node === tree);
}

function tellSteps(order: readonly ConflictTree[], told: ToldFacts, least: number): readonly ExplanationStep[] {
  const list = new StepList(told);
  const premises = new Map<ConflictTree, ReadonlySet<Premise>>();
  const root = order.at(-1);
  for (const node of order) {
    if (node.kind === "fact") continue;
    const joined = new Set(node.causes.flatMap((cause) => [...premisesOf(cause)]));
    const isTold = node !== root && joined.size >= least && node.text.length <= LONGEST_CONCLUSION;
    if (isTold) list.conclude(node, node.text, joined);
    premises.set(node, isTold ? new Set([node]) : joined);
  }
  if (root !== undefined) list.conclude(null, NOTHING_HOLDS, premisesOf(root));
  return list.steps;

  function premisesOf(node: ConflictTree): ReadonlySet<Premise> {
    if (node.kind === "fact") return new Set([told.find(node.fact)]);
    return premises.get(node) ?? new Set();
  }
}

class StepList {
  readonly steps: ExplanationStep[] = [];
  readonly #ids = new Map<Premise, number>();
  readonly #order: ReadonlyMap<Premise, number>;

  constructor({ facts }: ToldFacts) {
    this.#order = new Map(facts.map((fact, index) => [fact, index]));
  }

  /** The facts that were not told yet, then what follows. */
  conclude(conclusion: Derived | null, text: string, premises: ReadonlySet<Premise>): void {
    const facts = [...premises]
      .filter((one): one is ConflictFact => one.kind !== "derived" && !this.#ids.has(one))
      .sort((a, b) => (this.#order.get(a) ?? 0) - (this.#order.get(b) ?? 0));
    const room = Math.max(0, MOST_STEPS - this.steps.length);
    for (const fact of facts.slice(0, room)) {
      this.#ids.set(fact, this.#push(factText(fact), [], evidenceOf(fact)));
    }
    const left = facts.length - room;
    if (left > 0 && conclusion === null) this.#push(`and ${left} more facts`, [], []);
    const because = [...premises].flatMap((one) => this.#ids.get(one) ?? []).sort((a, b) => a - b);
    const id = this.#push(text, because, []);
    if (conclusion !== null) this.#ids.set(conclusion, id);
  }

  #push(text: string, because: readonly number[], evidence: readonly Evidence[]): number {
    const id = this.steps.length + 1;
    this.steps.push({ id, text, because, evidence });
    return id;
  }
}

function evidenceOf(fact: ConflictFact): readonly Evidence[] {
  if (fact.kind === "depends" || fact.kind === "no-versions")
    return [{ kind: "index", project: fact.name, file: null }];
  return fact.place === null ? [] : [{ kind: "requirement", place: fact.place }];
}
