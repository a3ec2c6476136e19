import { redactUrls } from "../inputs/redact-url.ts";
import { groupBy } from "../log/facts/group-by.ts";
import { plainRequirement } from "../log/names.ts";
import { acceptedRange } from "../log/uv/disjoint.ts";
import { contains, FULL_RANGE, intersect } from "../pep/version-range.ts";
import type { Candidate } from "../resolve/candidate.ts";
import { factText } from "../resolve/conflict-text.ts";
import type { Resolution, ResolveProblem } from "../resolve/problem.ts";
import { type ResolveOptions, resolve } from "../resolve/resolve.ts";
import type { MetadataSource } from "../resolve/source.ts";
import type { PassedOver, Refusal, SolverTrace, WhyNot, Wish } from "../resolve/trace.ts";
import type { Target } from "../target/target.ts";
import { joinWords } from "../wording.ts";
import type { DecisionTree } from "./decision-tree.ts";
import { addEnd, sayCause } from "./end-steps.ts";
import { labelOf } from "./label.ts";
import { findPatterns } from "./patterns/index.ts";
import type { PatternInput } from "./patterns/pattern.ts";
import { availableOf, isYanked, type Offers, solverOutcome } from "./solver-outcome.ts";
import { makeTreeBuilder, type TreeBuilder } from "./tree-builder.ts";
import { whyRejected } from "./why-rejected.ts";

/** What the solver tried for one target, in its order. Options as those of `resolve`. */
export async function decisionTreeOf(
  problem: ResolveProblem,
  source: MetadataSource,
  target: Target,
  options: Omit<ResolveOptions, "trace"> = {},
): Promise<DecisionTree> {
  const recorder = new DecisionRecorder(problem.policy.tool);
  const resolution = await resolve({ ...problem, targets: [target] }, source, { ...options, trace: recorder });
  return recorder.finish(resolution);
}

/** Versions told of one project at once; how many more there are is said. */
const VERSIONS_TOLD = 10;

/** Listens to the solver while it works for one target, and makes a tree of it when it is done. */
export class DecisionRecorder implements SolverTrace {
  readonly #tool: "pip" | "uv";
  readonly #tree: TreeBuilder = makeTreeBuilder();
  readonly #rejected: PatternInput["rejected"][number][] = [];
  readonly #offers = new Map<string, Offers>();
  /** What packages ask for by an address. */
  readonly #addresses: Wish[] = [];
  /** Versions of which it was told why they are not taken, so that it is told once. */
  readonly #told = new Set<string>();
  #hasBegun = false;

  constructor(tool: "pip" | "uv") {
    this.#tool = tool;
  }

  begun(lines: readonly Wish[]): void {
    this.#tree.backTo([]);
    if (!this.#hasBegun) for (const wish of lines) this.asked(wish);
    this.#hasBegun = true;
  }

  met(name: string, candidates: readonly Candidate[], answer: Offers["answer"] | undefined): void {
    this.#offers.set(name, { candidates, answer: answer ?? null });
  }

  asked(wish: Wish): void {
    const by = wish.by === null ? [] : [labelOf(requirerOf(wish.by))];
    this.#tree.request(redactUrls(wish.requirement), wish.name, by, []);
    if (wish.by !== null && wish.url !== null) this.#addresses.push(wish);
  }

  refused(name: string, candidate: Candidate, why: Refusal): void {
    const refused = toResolverCandidate(name, candidate);
    this.#told.add(keyOf(name, candidate));
    if (why.kind === "unavailable") {
      this.#tree.pass(refused, this.#sayWhyNot(name, candidate, why), []);
      return;
    }
    const because = [why.wish, ...why.against].map(({ requirement, by }) => ({
      requirement: redactUrls(requirement),
      requirer: by === null ? null : requirerOf(by),
    }));
    const rejected = { kind: "rejected", candidate: refused, because, span: NO_SPAN, at: null } as const;
    this.#rejected.push(rejected);
    this.#tree.pass(refused, this.#inTheWay(why) ?? whyRejected(rejected), []);
  }

  /** Where a version exists that all would take, and only the one that was taken does not go with it. */
  #inTheWay({ wish, against }: Extract<Refusal, { kind: "clash" }>): string | null {
    const wanted = plainRequirement(redactUrls(wish.requirement));
    const pin = this.#tree.pins.find(({ name }) => name === wish.name);
    const room = [wish, ...against]
      .map(({ requirement }) => acceptedRange(plainRequirement(requirement)) ?? FULL_RANGE)
      .reduce(intersect);
    const known = this.#offers.get(wish.name)?.candidates ?? [];
    const isLeft = known.some(({ version }) => version === null || contains(room, version));
    return pin === undefined || !isLeft ? null : `needs ${wanted}, but ${labelOf(pin)} was taken`;
  }

  taken(name: string, candidate: Candidate, passed: readonly PassedOver[], isKnown: boolean): void {
    this.#tellPassed(name, passed);
    this.#told.add(keyOf(name, candidate));
    const remarks = [
      ...(candidate.url === null ? [] : [`from ${redactUrls(candidate.url)}`]),
      ...(isKnown ? [] : [candidate.isUnknown ? "its versions are not known" : "what it needs is not known"]),
    ];
    const more = remarks.length === 0 ? {} : { reason: remarks.join("; ") };
    this.#tree.take(toResolverCandidate(name, candidate), [], more);
  }

  blocked(name: string, passed: readonly PassedOver[], wishes: readonly Wish[]): void {
    this.#tellPassed(name, passed);
    const words = [...new Set(wishes.map(sayWish))];
    const wanted = words.length === 0 ? "" : `${joinWords(words)}: `;
    this.#tree.block(name, `${wanted}no version is left to try`, []);
  }

  upset(wish: Wish): void {
    const what = wish.url === null ? "which opens versions that were ruled out" : "which names an address of its own";
    this.#tree.block(wish.name, `${sayWish(wish)}, ${what}: the search begins anew`, []);
  }

  steppedBack(inForce: number): void {
    this.#tree.backTo(this.#tree.pins.slice(0, inForce));
  }

  /** To be called once, with what the search has come to. */
  finish(resolution: Resolution): DecisionTree {
    const tree = this.#tree;
    const outcome = solverOutcome({
      tool: this.#tool,
      resolution,
      offers: this.#offers,
      addresses: this.#addresses,
    });
    if (!outcome.succeeded) {
      tree.backTo([]);
      for (const { name } of outcome.noMatches) this.#tellUnavailable(name ?? "");
      addEnd(tree, outcome);
    }
    const patterns = findPatterns({
      tree,
      about: groupBy(tree.steps, (step) => step.package),
      source: "solver",
      outcome,
      rejected: this.#rejected,
      hinted: new Set(),
      unexplained: new Set(),
      tellsRefusals: true,
    });
    return {
      source: "solver",
      complete: !tree.isCut,
      // There is no log: the lines are those of no file.
      steps: tree.steps.map((step) => ({ ...step, lines: [] })),
      patterns: patterns.map((pattern) => ({ ...pattern, lines: [] })),
    };
  }

  #tellUnavailable(name: string): void {
    const passed = (this.#offers.get(name)?.candidates ?? []).flatMap((candidate): PassedOver[] =>
      candidate.unavailable !== null
        ? [{ candidate, why: { kind: "unavailable", ...candidate.unavailable } }]
        : isYanked(candidate)
          ? [{ candidate, why: { kind: "unavailable", reason: "yanked", detail: "" } }]
          : [],
    );
    this.#tellPassed(name, passed);
  }

  #tellPassed(name: string, passed: readonly PassedOver[]): void {
    const news = passed.filter(({ candidate }) => !this.#told.has(keyOf(name, candidate)));
    for (const { candidate } of news) this.#told.add(keyOf(name, candidate));
    for (const { candidate, why } of news.slice(0, VERSIONS_TOLD)) {
      this.#tree.leave(toResolverCandidate(name, candidate), this.#sayWhyNot(name, candidate, why));
    }
    const rest = news.length - VERSIONS_TOLD;
    const more = rest === 1 ? "1 more version was passed over" : `${rest} more versions were passed over`;
    if (rest > 0) this.#tree.leave({ name, version: null, origin: "link" }, more);
  }

  #sayWhyNot(name: string, { version }: Candidate, why: WhyNot): string {
    if (why.kind === "not-wanted") return sayWish(why.wish);
    if (why.kind === "learned") return "it leads into a conflict that was met before";
    if (why.reason === "yanked") {
      const told = availableOf(version?.normalized ?? "", this.#offers.get(name)?.answer ?? null)?.yanked ?? "";
      return told === "" ? "yanked" : `yanked: ${told}`;
    }
    if (why.detail !== "") return why.detail;
    return factText({ ...why, kind: "no-versions", name: "it", range: "" });
  }
}

const NO_SPAN = { lines: [1, 1], bytes: [0, 0] } as const;

function keyOf(name: string, { key }: Candidate): string {
  return `${name} ${key}`;
}

function toResolverCandidate(name: string, { version }: Candidate) {
  return { name, version: version?.normalized ?? null, origin: "link" } as const;
}

function requirerOf(by: NonNullable<Wish["by"]>) {
  return { ...by, version: by.version === null ? null : redactUrls(by.version), origin: "link" } as const;
}

function sayWish({ kind, by, requirement }: Wish): string {
  const requirer = by === null ? null : labelOf(requirerOf(by));
  return sayCause({ kind, requirer, requirement: redactUrls(requirement) });
}
