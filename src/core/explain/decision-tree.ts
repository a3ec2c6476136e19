import type { EventOf, LogParse } from "../log/event.ts";
import { groupBy } from "../log/facts/group-by.ts";
import { pipVersionRange } from "../log/facts/pip-version.ts";
import { type EventRun, splitRuns } from "../log/facts/runs.ts";
import { normalizeName } from "../pep/name.ts";
import { addEnd } from "./end-steps.ts";
import { fromResolverDebug } from "./from-resolver-debug.ts";
import { fromText } from "./from-text.ts";
import { fromUv } from "./from-uv.ts";
import { isSince } from "./label.ts";
import { findPatterns } from "./patterns/index.ts";
import { outcomeOf, type RunOutcome } from "./run-outcome.ts";
import type { TreeBuilder } from "./tree-builder.ts";

/**
 * What a resolver tried, in its order: the form of `spk explain`, nested by `level`. Made from a log here; of our own
 * solver's run by `from-solver.ts`.
 */
export interface DecisionTree {
  /** Where it was read, best first: pip's resolver debug, `-vv`/`--log` text, uv's `-v`, what the console shows; or our own solver. */
  readonly source: "resolver-debug" | "verbose" | "uv" | "console" | "solver";
  /** False when the source does not show every step: missing steps are unknown, not "none". */
  readonly complete: boolean;
  readonly steps: readonly DecisionStep[];
  /** What went wrong, or nearly did, with what can be done about it. */
  readonly patterns: readonly DecisionPattern[];
}

/** `request`: somebody asks · `try`: a candidate is passed over · `resolve`: one is taken · `blocked`: none is left, step back. */
export type DecisionKind = "request" | "try" | "resolve" | "blocked";

export interface DecisionStep {
  readonly kind: DecisionKind;
  /** How many candidates are in force, 0 at the start. */
  readonly level: number;
  /** Normalised name of the package that it is about. */
  readonly package: string;
  /** `numpy<2` for a request, `1.26.4` for a candidate; null when the log does not show it. */
  readonly text: string | null;
  /**
   * Why it was passed over or blocked, in our words, made of names at hand; where the environment has a candidate that
   * was there already, or where a candidate comes from an address or is not all known. Null for other steps.
   */
  readonly reason: string | null;
  /** Who asked: `app-a 1.0`; empty: the user; `you or a package` where the log does not tell them apart. */
  readonly by: readonly string[];
  /** 1-based numbers of lines of the log that show it, and that hold the package's name; empty for our own solver. */
  readonly lines: readonly number[];
}

export type DecisionPatternKind =
  | "not-found"
  | "no-applicable-version"
  | "incompatible-option"
  | "incompatible-dependencies"
  | "recovered"
  | "revisited"
  /** Recovered or revisited: the log does not show which. */
  | "several-versions"
  | "yanked"
  | "embedded";

export interface DecisionPattern {
  readonly kind: DecisionPatternKind;
  readonly package: string;
  /** One sentence: what happened. */
  readonly text: string;
  /** What a person can do, with the names at hand. Empty for what is fine as it is. */
  readonly solutions: readonly string[];
  readonly lines: readonly number[];
}

/**
 * The tree of the run that matters: the last that failed, else the last that decided anything. Null when the log shows no
 * resolution.
 */
export function decisionTree(log: LogParse): DecisionTree | null {
  const trees = splitRuns(log).flatMap((run) => {
    const outcome = outcomeOf(run, log);
    const tree = treeOf(run, outcome, log);
    return tree.steps.length + tree.patterns.length === 0 ? [] : [{ tree, outcome }];
  });
  const chosen = trees.findLast(({ outcome }) => !outcome.succeeded) ?? trees.at(-1);
  return chosen?.tree ?? null;
}

interface Reading {
  readonly source: DecisionTree["source"];
  readonly tree: TreeBuilder;
  readonly complete: boolean;
  readonly unexplained: ReadonlySet<string>;
}

function treeOf(run: EventRun, outcome: RunOutcome, log: LogParse): DecisionTree {
  const { source, tree, complete, unexplained } = readRun(run, outcome);
  const hints = run.events.filter((event): event is EventOf<"backtracking-hint"> => event.kind === "backtracking-hint");
  const rejected = run.events.filter((event): event is EventOf<"rejected"> => event.kind === "rejected");
  const patterns = findPatterns({
    tree,
    about: groupBy(tree.steps, (step) => step.package),
    source,
    outcome,
    rejected,
    hinted: new Set(hints.flatMap(({ name }) => (name === null ? [] : [normalizeName(name)]))),
    unexplained,
    tellsRefusals: source === "verbose" && isSince(pipVersionRange(run.events)?.min ?? null, "23.1"),
  });
  return { source, complete: complete && log.complete && !tree.isCut, steps: tree.steps, patterns };
}

/** The best source that the run has. */
function readRun(run: EventRun, outcome: RunOutcome): Reading {
  const has = (kind: string): boolean => run.events.some((event) => event.kind === kind);
  if (run.tool === "uv") {
    const source = has("requested") || has("pinned") ? "uv" : "console";
    const { tree, complete } = fromUv(run.events);
    addEnd(tree, outcome);
    return { source, tree, complete: complete && source === "uv", unexplained: new Set() };
  }
  if (has("resolver-round")) {
    return { source: "resolver-debug", ...fromResolverDebug(run.events, outcome), unexplained: new Set() };
  }
  const { tree, unexplained, simple } = fromText(run.events, outcome);
  const source = isVerbose(run) ? "verbose" : "console";
  return { source, tree, complete: simple && source === "verbose", unexplained };
}

/** `-vv` and `--log` print where pip looks for links; `-v` prints only which pip it is. */
function isVerbose(run: EventRun): boolean {
  return run.events.some(({ kind }) => kind === "project-searched" || kind === "rejected");
}
