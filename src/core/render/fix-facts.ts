import type { BuildReport, Fix } from "../report/model.ts";
import { fixLabel } from "./fix-label.ts";
import { placeText } from "./places.ts";
import { countOf, listOf } from "./words.ts";

export interface FixFact {
  readonly label: string;
  /** Plain text, may hold foreign words. */
  readonly text: string;
}

/** Said above more than one fix. */
export const FIX_ORDER = "Confirmed by an installer before predicted, the smallest change first. Each is enough alone.";

const NAMED_TARGETS = 6;

/** What is to be known of a fix besides its edits: how far it is proven and where not, why, and what is lost by it. */
export function fixFacts(fix: Fix, targets: readonly string[]): readonly FixFact[] {
  const { proofs = [], edits, options = [], losses = [], written } = fix;
  const open = targets.filter((target) => !proofs.some((proof) => proof.resolved && proof.target === target));
  const more = open.length > NAMED_TARGETS ? [`${open.length - NAMED_TARGETS} more`] : [];
  const reasons = [...options, ...edits].flatMap(({ reason }) => reason ?? []);
  return [
    { label: "proof", text: fixLabel(fix) },
    ...(proofs.length === 0 || open.length === 0 || options.length > 0
      ? []
      : [{ label: "open", text: `Not confirmed for ${listOf([...open.slice(0, NAMED_TARGETS), ...more])}.` }]),
    ...neededFacts(fix),
    ...(written === true ? [{ label: "written", text: "Its edits stand in the files already." }] : []),
    ...[...new Set(reasons)].map((text) => ({ label: "why", text })),
    ...hashFacts(fix),
    ...riskFacts(fix),
    ...losses.map((text) => ({ label: "lost", text })),
  ];
}

/** Of one edit there is nothing to say: without it the conflict stands. */
function neededFacts({ edits, minimal }: Fix): readonly FixFact[] {
  if (minimal === undefined || edits.length < 2) return [];
  const all = edits.length === 2 ? "both edits" : `all ${edits.length} edits`;
  const text = minimal
    ? `Without any one of its ${edits.length} edits the requirements conflict again; each was tried.`
    : `It was not told whether ${all} are needed.`;
  return [{ label: "needed", text }];
}

/** Known vulnerabilities that it goes back to; told of every fix, also where nothing else is. */
export function riskFacts({ risks = [] }: Fix): readonly FixFact[] {
  return risks.map(({ name, from, to, fixedIn, id, source }) => {
    const what = from === null ? `${name} ${to}` : `${name} ${to} instead of ${from}`;
    return { label: "risk", text: `${what} is below ${fixedIn}: ${id} (${source}).` };
  });
}

function hashFacts({ edits }: Fix): readonly FixFact[] {
  return edits.flatMap(({ place, hashes }) => {
    if (hashes === undefined) return [];
    const what = hashes === "drop" ? "goes with its hashes" : `gets ${countOf(hashes.length, "hash", "hashes")}`;
    return [{ label: "hashes", text: `${placeText(place)} ${what}.` }];
  });
}

export interface DiffLine {
  /** `@`: which line of which file. */
  readonly mark: "@" | "-" | "+";
  readonly text: string;
}

/** The edits as lines that go and lines that come. */
export function fixDiff({ edits, options = [] }: Fix): readonly DiffLine[] {
  const changes = [
    ...options.map(({ option, before, after }) => ({
      ...{ where: "options", before: `${option} ${before}`, after: `${option} ${after}` },
    })),
    ...edits.map(({ place, before, after }) => ({ where: placeText(place), before, after })),
  ];
  return changes.flatMap(({ where, before, after }) => [
    { mark: "@" as const, text: `@@ ${where} @@` },
    ...linesOf("-", before),
    ...linesOf("+", after),
  ]);
}

function linesOf(mark: DiffLine["mark"], text: string): readonly DiffLine[] {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split(/\r?\n/);
  return lines.map((line) => ({ mark, text: `${mark}${line}` }));
}

/** Ids of the targets of a report, for which a fix has to hold. */
export function fixTargets({ targets }: BuildReport): readonly string[] {
  return targets.map(({ target }) => target);
}
