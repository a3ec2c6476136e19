import type { Requirement } from "../pep/requirement.ts";
import { Ahead, type Version } from "./ahead.ts";
import { setOf } from "./bit-set.ts";
import {
  constraintsOn,
  isAskedFor,
  isVersion,
  requirementClauses,
  unavailableClause,
  unavailableClauses,
} from "./clauses.ts";
import { ClosedVersions } from "./closed-versions.ts";
import { DependencyReader } from "./dependencies.ts";
import { giveWay } from "./give-way.ts";
import type { Cause, Incompatibility, Term } from "./incompatibility.ts";
import { refusedPython } from "./judge.ts";
import { NextPackage, type SearchParts } from "./next-package.ts";
import { candidateOf, type PackageNode } from "./package-node.ts";
import { PackageTable } from "./package-table.ts";
import { CONFLICT_THRESHOLD } from "./priority.ts";
import { Propagation } from "./propagation.ts";
import type { Requirer } from "./requirers.ts";
import { Restart, rememberUrl, type SearchMemory, Stopped } from "./search-memory.ts";
import type { Situation } from "./situation.ts";
import type { SolverTrace } from "./trace.ts";
import { TraceTeller } from "./trace-teller.ts";
import type { Wishes } from "./wishes.ts";

/** One run of the search for one target, from the user's lines to a decision for every package that they need. */
export class Search {
  readonly propagation = new Propagation();
  readonly table: PackageTable;
  readonly dependencies: DependencyReader;
  readonly #situation: Situation;
  readonly #memory: SearchMemory;
  readonly #signal: AbortSignal | undefined;
  readonly #ahead: Ahead;
  readonly #next: NextPackage;
  readonly closed: ClosedVersions;
  readonly parts: SearchParts;
  readonly #told: TraceTeller | null;
  readonly #expanded = new Set<string>();
  /** Versions were passed over because it is not known what they need. */
  hasAvoided = false;

  constructor(situation: Situation, wishes: Wishes, memory: SearchMemory, signal: AbortSignal | undefined) {
    this.#situation = situation;
    this.#memory = memory;
    this.#signal = signal;
    this.table = new PackageTable(memory.cache, situation, wishes, memory.urls);
    this.dependencies = new DependencyReader(memory.cache, situation);
    const { solution } = this.propagation;
    const parts = { table: this.table, solution, requirers: memory.requirers, skipped: new Map() };
    this.parts = parts;
    this.#ahead = new Ahead(this.table, this.dependencies, memory.cache, situation);
    this.#next = new NextPackage(parts, situation);
    this.closed = new ClosedVersions(parts, memory.isThorough);
    this.#told = memory.trace === null ? null : this.#makeTeller(memory.trace, parts);
  }

  #makeTeller(trace: SolverTrace, parts: SearchParts): TraceTeller {
    const { dependencies } = this;
    const teller = new TraceTeller(trace, { ...parts, dependencies, cache: this.#memory.cache }, this.#situation);
    this.propagation.onConflict = (conflict) => teller.blocked(conflict);
    return teller;
  }

  /** Throws `Unsatisfiable`, `Restart` and `Stopped`. */
  async run(): Promise<void> {
    await giveWay();
    this.#stopIfCalledOff();
    await this.#addRoots();
    for (let steps = 1; await this.#step(); steps += 1) if (steps % STEPS_AT_ONCE === 0) await giveWay();
  }

  async #addRoots(): Promise<void> {
    const { requirements, constraints } = this.#situation;
    for (const { requirement } of [...requirements, ...constraints]) rememberUrl(this.#memory, requirement);
    await this.#memory.cache.askVersions(requirements.map(({ requirement }) => requirement.name));
    for (const { requirement } of [...requirements, ...constraints]) {
      this.#memory.requirers.add({ by: null, requirement });
    }
    this.#told?.begun();
    for (const root of requirements) {
      const on = this.#node(root.requirement.name);
      this.#want([], root.requirement, { kind: "requested", root, on });
    }
    this.propagation.propagate(this.table.nodes());
  }

  /** False when nothing is left to be decided. */
  async #step(): Promise<boolean> {
    this.#spend();
    this.#told?.tellStepsBack();
    const extra = this.#unexpandedExtra();
    if (extra !== null) {
      await this.#expandExtra(extra);
      return true;
    }
    const next = this.#next.find();
    if (next === null) return false;
    const { node, state } = next;
    if (state === null) this.closed.rulesOut(node).map((clause) => this.propagation.add(clause));
    else await this.#decide(node, state, next.pending);
    this.propagation.propagate([node]);
    return true;
  }

  #spend(): void {
    this.#memory.budget.left -= 1;
    this.#stopIfCalledOff();
    if (this.#memory.budget.left < 0) throw new Stopped("the search took more steps than allowed");
  }

  #stopIfCalledOff(): void {
    if (this.#signal?.aborted === true) throw new Stopped("it was called off");
  }

  async #decide(node: PackageNode, state: number, pending: () => readonly Version[]): Promise<void> {
    const { solution } = this.propagation;
    await this.#ahead.prepare(node, state, pending, solution);
    if (this.#isAvoided(node, state)) {
      this.hasAvoided = true;
      this.#told?.unread(node, state, UNREAD);
      this.#add(unavailableClause(node, setOf(node.size, [state]), { reason: "unknown", detail: UNREAD }));
      return;
    }
    const clauses = this.#expand(node, state, null);
    for (const extra of this.table.extrasOf(node)) {
      if (solution.isWanted(extra)) clauses.push(...this.#expand(node, state, extra));
    }
    const conflict = clauses.find((clause) => this.propagation.wouldConflict(clause, node));
    if (conflict === undefined) {
      this.#told?.taken(node, state);
      solution.decide(node, state);
    } else {
      this.#told?.refused(node, state, conflict);
      this.#remember(conflict, node);
    }
  }

  /** A version of which nothing is known, to which only a conflict has led. */
  #isAvoided(node: PackageNode, state: number): boolean {
    if (!this.#memory.avoidsUnknown || this.dependencies.read(node, state, null).state !== "unknown") return false;
    return !this.#next.isFirstChoice(node, state);
  }

  /** A version cannot be taken because of what was decided before. When that goes on, the other order is tried. */
  #remember(conflict: Incompatibility, node: PackageNode): void {
    const { solution } = this.propagation;
    const culprit = conflict.terms.find((term) => term.node !== node && solution.decided(term.node) !== null)?.node;
    if (culprit === undefined) return;
    const counts = this.#next.countConflict(node, culprit);
    if (!counts.includes(CONFLICT_THRESHOLD)) return;
    this.propagation.backtrack(solution.levelOf(culprit) - 1);
    this.propagation.propagate(this.table.nodes());
  }

  #unexpandedExtra(): { extra: PackageNode; node: PackageNode; state: number } | null {
    const { solution } = this.propagation;
    if (!this.table.hasExtras) return null;
    for (const { node, state } of this.#decided()) {
      for (const extra of this.table.extrasOf(node)) {
        if (solution.isWanted(extra) && !this.#expanded.has(keyOf(node, state, extra))) return { extra, node, state };
      }
    }
    return null;
  }

  *#decided(): Iterable<{ node: PackageNode; state: number }> {
    for (const { node } of this.propagation.solution.decisions()) {
      const state = this.propagation.solution.decided(node);
      if (state !== null) yield { node, state };
    }
  }

  async #expandExtra({ extra, node, state }: { extra: PackageNode; node: PackageNode; state: number }): Promise<void> {
    await this.#ahead.prepare(node, state, () => [], this.propagation.solution);
    this.#told?.needs(node, state, extra);
    this.#expand(node, state, extra);
    this.propagation.propagate([extra]);
  }

  /** Adds what a version needs, or one of its extras; once. */
  #expand(node: PackageNode, state: number, extra: PackageNode | null): Incompatibility[] {
    const key = keyOf(node, state, extra);
    if (this.#expanded.has(key)) return [];
    this.#expanded.add(key);
    const read = this.dependencies.read(node, state, extra?.extra ?? null);
    if (read.state === "skipped") return this.#skip(node, state, read.reason);
    if (read.state !== "known") return [];
    if (read.requiresPython !== null && !this.#situation.allowsPython(read.requiresPython)) {
      const refused = refusedPython(read.requiresPython, this.#situation);
      return this.#add(unavailableClause(node, setOf(node.size, [state]), refused));
    }
    const terms = extra === null ? [isVersion(node, state)] : [isAskedFor(extra), isVersion(node, state)];
    const by = { name: node.name, candidate: candidateOf(node, state).key, extra: extra?.extra ?? null };
    this.#learn(read.requires, by);
    return read.requires.flatMap((requirement) => {
      const on = this.#node(requirement.name);
      return this.#want(terms, requirement, { kind: "depends", node, state, requirement, on });
    });
  }

  #skip(node: PackageNode, state: number, detail: string): Incompatibility[] {
    const { skipped } = this.parts;
    const before = skipped.get(node) ?? [];
    if (before.some((one) => one.state === state)) return [];
    skipped.set(node, [...before, { state, reason: detail }]);
    return this.#add(unavailableClause(node, setOf(node.size, [state]), { reason: "invalid-metadata", detail }));
  }

  /** Notes who wants what; begins anew when that changes what was concluded before. */
  #learn(requires: readonly Requirement[], by: NonNullable<Requirer["by"]>): void {
    for (const requirement of requires) {
      const node = this.table.find(requirement.name);
      const requirer = { by, requirement };
      if (rememberUrl(this.#memory, requirement) && node !== undefined) this.#restart(requirer);
      const isNew = this.#memory.requirers.add(requirer);
      if (isNew && node !== undefined && this.closed.wouldOpen(node, requirer)) this.#restart(requirer);
    }
  }

  #restart(requirer: Requirer): never {
    this.#told?.upset(requirer);
    throw new Restart();
  }

  #want(terms: readonly Term[], requirement: Requirement, cause: Cause): Incompatibility[] {
    return this.#add(requirementClauses(terms, requirement, cause, this.table));
  }

  #add(clauses: readonly Incompatibility[]): Incompatibility[] {
    for (const clause of clauses) this.propagation.add(clause);
    return [...clauses];
  }

  #node(name: string): PackageNode {
    const known = this.table.find(name);
    if (known !== undefined) return known;
    const node = this.table.addPackage(name);
    this.#told?.met(node);
    this.#add(unavailableClauses(node));
    this.#add(constraintsOn(node, this.#situation, this.table));
    return node;
  }
}

/** Some milliseconds of work. */
const STEPS_AT_ONCE = 32;

const UNREAD = "what it needs could not be read";

function keyOf(node: PackageNode, state: number, extra: PackageNode | null): string {
  return `${node.index} ${state} ${extra?.index ?? ""}`;
}
