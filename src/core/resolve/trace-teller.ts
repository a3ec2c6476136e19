import type { Requirement } from "../pep/requirement.ts";
import { has, setOf } from "./bit-set.ts";
import type { Candidate } from "./candidate.ts";
import { CLOSED_REASONS } from "./closed-versions.ts";
import type { DependencyReader } from "./dependencies.ts";
import { type Cause, complementOf, type Incompatibility } from "./incompatibility.ts";
import type { SearchParts } from "./next-package.ts";
import { candidateOf, type PackageNode } from "./package-node.ts";
import type { PackageTable } from "./package-table.ts";
import type { Requirer } from "./requirers.ts";
import type { Situation } from "./situation.ts";
import type { SourceCache } from "./source-cache.ts";
import type { PassedOver, SolverTrace, WhyNot, Wish } from "./trace.ts";

interface TellerParts extends SearchParts {
  readonly dependencies: DependencyReader;
  readonly cache: SourceCache;
}

/** Puts what the search does into the words of a `SolverTrace`. It exists only where there is one. */
export class TraceTeller {
  readonly #trace: SolverTrace;
  readonly #parts: TellerParts;
  readonly #situation: Situation;
  #inForce = 0;

  constructor(trace: SolverTrace, parts: TellerParts, situation: Situation) {
    this.#trace = trace;
    this.#parts = parts;
    this.#situation = situation;
  }

  begun(): void {
    const { requirements } = this.#situation;
    this.#trace.begun(requirements.map(({ requirement }) => wishOf({ kind: "requested", by: null }, requirement)));
  }

  met(node: PackageNode): void {
    this.#trace.met(node.name, node.candidates, this.#parts.cache.versions(node.name));
  }

  /** Before the search goes on: decisions that it has taken back are noticed by their number. */
  tellStepsBack(): void {
    const { length } = this.#parts.solution.decisions();
    if (length < this.#inForce) this.#trace.steppedBack(length);
    this.#inForce = length;
  }

  unread(node: PackageNode, state: number, detail: string): void {
    this.#trace.refused(node.name, candidateOf(node, state), { kind: "unavailable", reason: "unknown", detail });
  }

  /** @param clause what holds against the version */
  refused(node: PackageNode, state: number, { cause }: Incompatibility): void {
    const candidate = candidateOf(node, state);
    if (cause.kind === "unavailable") {
      this.#trace.refused(node.name, candidate, { kind: "unavailable", ...cause.reason });
    } else if (cause.kind === "depends") {
      const by = { name: node.name, version: versionText(candidate), extras: [] };
      const wish = wishOf({ kind: "depends", by }, cause.requirement);
      this.#trace.refused(node.name, candidate, { kind: "clash", wish, against: this.#wishesOn(cause.on) });
    }
  }

  /** Before the decision is made: what spoke against other versions is read from what is left. */
  taken(node: PackageNode, state: number): void {
    const isKnown = this.#parts.dependencies.read(node, state, null).state === "known";
    this.#trace.taken(node.name, candidateOf(node, state), this.#passed(node, state), isKnown);
    this.needs(node, state, null);
    for (const extra of this.#parts.table.extrasOf(node)) {
      if (this.#parts.solution.isWanted(extra)) this.needs(node, state, extra);
    }
    this.#inForce += 1;
  }

  /** What the version asks for, or one of its extras. */
  needs(node: PackageNode, state: number, extra: PackageNode | null): void {
    const read = this.#parts.dependencies.read(node, state, extra?.extra ?? null);
    const extras = extra?.extra == null ? [] : [extra.extra];
    const by = { name: node.name, version: versionText(candidateOf(node, state)), extras };
    if (read.state !== "known") return;
    for (const requirement of read.requires) this.#trace.asked(wishOf({ kind: "depends", by }, requirement));
  }

  /** What cannot hold, before the search steps back. Where nothing is decided, the end of the search tells it. */
  blocked({ cause }: Incompatibility): void {
    const node = this.#blockedNode(cause);
    if (node.extra !== null || this.#parts.solution.decisions().length === 0) return;
    this.#trace.blocked(node.name, this.#passed(node, node.size), this.#wishesOn(node));
  }

  upset({ by, requirement }: Requirer): void {
    this.#trace.upset(toWish({ by, requirement }, this.#parts.table));
  }

  /** The states before this one, with what rules each out. */
  #passed(node: PackageNode, before: number): readonly PassedOver[] {
    return Array.from({ length: before - 1 }, (_, index) => index + 1).flatMap((state): PassedOver[] => {
      const candidate = candidateOf(node, state);
      const why = this.#whyNot(node, state, candidate);
      return why === null ? [] : [{ candidate, why }];
    });
  }

  #whyNot(node: PackageNode, state: number, { unavailable, closed }: Candidate): WhyNot | null {
    const { solution, table } = this.#parts;
    if (unavailable !== null) return { kind: "unavailable", ...unavailable };
    if (has(solution.left(node), state))
      return closed === null ? null : { kind: "unavailable", ...CLOSED_REASONS[closed] };
    const term = { node, states: complementOf(node, setOf(node.size, [state])) };
    const cause = solution.satisfier(term).cause?.cause;
    if (cause === undefined) return null;
    if (cause.kind === "unavailable") return { kind: "unavailable", ...cause.reason };
    return cause.kind === "derived" ? { kind: "learned" } : { kind: "not-wanted", wish: wishOfCause(cause, table) };
  }

  /** A version that was not taken because of what it needs was the last of its package. */
  #blockedNode(cause: Cause): PackageNode {
    if (cause.kind === "unavailable") return cause.node;
    return cause.kind === "depends" && this.#parts.solution.decided(cause.node) === null ? cause.node : cause.on;
  }

  #wishesOn({ name }: PackageNode): readonly Wish[] {
    const { requirers, table, solution } = this.#parts;
    const constraints = this.#situation.constraints.filter(({ requirement }) => requirement.name === name);
    return [
      ...requirers.active(name, table, solution).map((requirer) => toWish(requirer, table)),
      ...constraints.map(({ requirement }) => wishOf({ kind: "constraint", by: null }, requirement)),
    ];
  }
}

type Wished = Extract<Cause, { kind: "requested" | "constraint" | "depends" }>;

function wishOfCause(cause: Wished, table: PackageTable): Wish {
  if (cause.kind !== "depends") return wishOf({ kind: cause.kind, by: null }, cause.root.requirement);
  const { node, state, requirement } = cause;
  const by = { name: node.name, candidate: candidateOf(node, state).key, extra: null };
  return toWish({ by, requirement }, table);
}

function toWish({ by, requirement }: Requirer, table: PackageTable): Wish {
  if (by === null) return wishOf({ kind: "requested", by }, requirement);
  const candidate = table.find(by.name)?.candidates.find(({ key }) => key === by.candidate);
  const version = candidate === undefined ? by.candidate : versionText(candidate);
  const extras = by.extra === null ? [] : [by.extra];
  return wishOf({ kind: "depends", by: { name: by.name, version, extras } }, requirement);
}

function wishOf(who: Pick<Wish, "kind" | "by">, { name, canonical, url }: Requirement): Wish {
  return { ...who, name, requirement: canonical, url };
}

function versionText({ version, url }: Candidate): string | null {
  return version?.normalized ?? url;
}
