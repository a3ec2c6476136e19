import type { LogEvent, Span } from "../event.ts";
import { type ChangeFact, installedOf } from "./changes.ts";
import type { PipReport } from "./pip-report.ts";
import type { EventRun } from "./runs.ts";

/** Where two sources say different things of one run. pip's report wins over its text, its text over what follows from it. */
export interface Disagreement {
  /**
   * `claimed`: installed, the log says, but it shows no work on it · `not-in-report`: text only · `version`: both, with
   * different versions · `not-in-text`: report only · `denied`: the text says that there is no solution, the report holds one.
   */
  readonly kind: "claimed" | "not-in-report" | "version" | "not-in-text" | "denied";
  /** Normalised; null when it is about the whole run. */
  readonly name: string | null;
  /** What the text says; null for nothing. */
  readonly text: string | null;
  /** What the report says; null without one, or for nothing. */
  readonly report: string | null;
  /** One sentence, plain text. */
  readonly message: string;
  /** Lines of the text; null where it is silent. */
  readonly span: Span | null;
}

/** @param report pip's report of the last run; null when there is none */
export function disagreementsOf(runs: readonly EventRun[], report: PipReport | null): readonly Disagreement[] {
  const claims = runs.flatMap((run) => installedOf(run).claimed.map(toClaim));
  const last = runs.findLast((run) => run.tool === "pip");
  return report === null || last === undefined ? claims : [...claims, ...againstReport(last, report)];
}

function toClaim({ name, version, span }: ChangeFact): Disagreement {
  const message = `The log says that ${version === null ? name : `${name} ${version}`} was installed, but shows no line where the installer worked on it: claimed by output.`;
  return { kind: "claimed", name, text: version, report: null, message, span };
}

function againstReport(run: EventRun, report: PipReport): readonly Disagreement[] {
  const { believed } = installedOf(run);
  const planned = new Map(report.packages.map(({ name, version }) => [name, version]));
  const listed = new Set(believed.map(({ name }) => name));
  const differing = believed.flatMap(({ name, version, span }): Disagreement[] => {
    const stated = planned.get(name) ?? null;
    if (stated === version || (version === null && stated !== null)) return [];
    const kind = stated === null ? "not-in-report" : "version";
    const other = stated === null ? "does not have it" : `has ${stated}`;
    const message = `The text says that ${version === null ? name : `${name} ${version}`} was installed, pip's report ${other}.`;
    return [{ kind, name, text: version, report: stated, message, span }];
  });
  const silent = [...planned].flatMap(([name, version]): Disagreement[] => {
    if (believed.length === 0 || listed.has(name)) return [];
    const message = `pip's report has ${name} ${version}, the list of what was installed does not.`;
    return [{ kind: "not-in-text", name, text: null, report: version, message, span: null }];
  });
  return [...differing, ...silent, ...run.events.flatMap(toDenial)];
}

function toDenial(event: LogEvent): readonly Disagreement[] {
  if (event.kind !== "conflict" && event.kind !== "no-matching-distribution") return [];
  const text = event.kind === "conflict" ? event.requirements.join(", ") : event.requirement;
  const said = event.kind === "conflict" ? `${text} cannot be installed together` : `nothing was found for ${text}`;
  const message = `The text says that ${said}, pip's report holds a solution.`;
  return [{ kind: "denied", name: null, text, report: "a solution", message, span: event.span }];
}
