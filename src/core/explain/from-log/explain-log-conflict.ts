import type { LogEvent, LogParse, Span } from "../../log/event.ts";
import type { ConflictFact as PrintedConflict } from "../../log/facts/facts.ts";
import { splitRuns } from "../../log/facts/runs.ts";
import type { ConflictExplanation, Evidence, ExplanationStep } from "../../report/model.ts";
import { orderFacts } from "../../resolve/conflict-facts.ts";
import { factText } from "../../resolve/conflict-text.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { tellFacts } from "../conflict/facts.ts";
import { mermaidChart } from "../conflict/mermaid.ts";
import { treeLines } from "../conflict/tree-lines.ts";
import type { LineFinder, LoggedFact } from "./logged-fact.ts";
import { type MissingProject, pipFacts } from "./pip-facts.ts";
import { uvFacts } from "./uv-facts.ts";

export interface LoggedConflict {
  /** As evidence names the log. */
  readonly file: string;
  readonly parse: LogParse;
  readonly conflict: PrintedConflict;
  readonly missing?: MissingProject;
  /** `pip`, `uv`, …, for sentences. */
  readonly tool: string;
  readonly lines: LineFinder;
}

/** More statements than this are no explanation. */
const MOST_FACTS = 300;

/**
 * Why requirements cannot hold together as a log alone tells it, in the form that the solver's conflicts have: from the
 * user's own lines to what the installer named. Every fact of it is a statement of the log, with its lines; whether they are
 * all that matters no log says, so it is marked. Null where the log says only that it is so.
 */
export function explainLogConflict(logged: LoggedConflict): ConflictExplanation | null {
  const { file, parse, conflict, tool, lines, missing } = logged;
  const all = loggedFacts(parse, conflict, lines, missing).slice(0, MOST_FACTS);
  if (all.length === 0) return null;
  const told = tellFacts(orderFacts([...new Map(all.map(({ fact }) => [JSON.stringify(fact), fact])).values()]));
  const spans = new Map<ConflictFact, Span[]>();
  for (const { fact, span } of all) {
    const shown = told.find(fact);
    spans.set(shown, [...(spans.get(shown) ?? []), ...(span === null ? [] : [span])]);
  }
  const steps = told.facts.map((fact, index): ExplanationStep => {
    const evidence = [...new Set(spans.get(fact))].slice(0, MOST_SPANS).map((span) => toEvidence(file, span));
    return { id: index + 1, text: factText(fact), because: [], evidence: [...placeOf(fact), ...evidence] };
  });
  const because = steps.map(({ id }) => id);
  const text = `${tool} found no set of versions that satisfies all of this`;
  return {
    steps: [...steps, { id: steps.length + 1, text, because, evidence: [toEvidence(file, conflict.span)] }],
    tree: treeLines(told),
    mermaid: mermaidChart(told),
    minimal: null,
    incomplete: `this is what the log of ${tool} alone tells; what ${tool} did not print is not in it.`,
  };
}

/** Of one fact that many lines tell. */
const MOST_SPANS = 5;

/** The statements that a conflict is made of, in no order. */
export function loggedFacts(
  parse: LogParse,
  { causes, requirements, span }: PrintedConflict,
  lines: LineFinder,
  missing?: MissingProject,
): readonly LoggedFact[] {
  const event = parse.events.find((one) => KINDS.has(one.kind) && one.span.bytes[0] === span.bytes[0]);
  if (event === undefined) return [];
  const events = splitRuns(parse).find((run) => run.events.includes(event))?.events ?? [event];
  if (event.kind === "uv-no-solution" || event.kind === "tool-no-solution") return uvFacts(event, events, lines);
  return pipFacts({ causes, listed: requirements, span: event.span, events, lines, ...(missing && { missing }) });
}

const KINDS: ReadonlySet<LogEvent["kind"]> = new Set([
  "conflict",
  "conflict-causes",
  "uv-no-solution",
  "tool-no-solution",
  "no-candidate",
  "no-matching-distribution",
] satisfies LogEvent["kind"][]);

function toEvidence(file: string, { lines, bytes }: Span): Evidence {
  return { kind: "log", file, lines, bytes };
}

function placeOf(fact: ConflictFact): readonly Evidence[] {
  const isLine = fact.kind === "requested" || fact.kind === "constraint";
  return isLine && fact.place !== null ? [{ kind: "requirement", place: fact.place }] : [];
}
