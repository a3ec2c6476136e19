import { compareText } from "../../compare-text.ts";
import type { PinsReport, ProjectPins, VersionOnTargets } from "../../report/pins-model.ts";
import type { Target } from "../../target/target.ts";
import { targetNames } from "../../target/target-names.ts";
import { factText } from "../conflict-text.ts";
import { mergeFacts } from "../merge-facts.ts";
import type { Pin } from "../problem.ts";
import type { TargetFact } from "./joint-answer.ts";
import { type PinnedProject, pinLines } from "./pin-lines.ts";
import type { Unification } from "./unify.ts";

/** Facts that are told of one project; each of them is a sentence. */
const MOST_REASONS = 4;

/**
 * What was found for several targets, for the report: each project with its lines, and a sentence where the targets differ.
 * @param alone what each target takes by itself, by target id
 */
export function pinsReport(
  { pins, splits, undecided }: Unification,
  alone: ReadonlyMap<string, readonly Pin[]>,
  targets: readonly Target[],
): PinsReport {
  const before = new Map(pinLines(alone, targets).map((project) => [project.name, project]));
  const names = targetNames(targets);
  const projects = pinLines(pins, targets).map((project): ProjectPins => {
    const own = before.get(project.name)?.versions ?? [];
    const isOther = own.length > 1 && JSON.stringify(own) !== JSON.stringify(project.versions);
    const reasons = reasonsOf(splits.get(project.name) ?? [], names);
    const differs = project.versions.length > 1 || isOther;
    const text = differs ? sentence({ project, alone: own, reasons, undecided }, names) : null;
    return { ...project, ...(isOther ? { alone: own } : {}), reasons, text };
  });
  return { targets: targets.map(({ id }) => id), undecided, projects };
}

interface Told {
  readonly project: PinnedProject;
  readonly alone: readonly VersionOnTargets[];
  readonly reasons: readonly string[];
  readonly undecided: string | null;
}

function sentence({ project, alone, reasons, undecided }: Told, names: ReadonlyMap<string, string>): string {
  const { name, versions, lines } = project;
  const [only] = versions;
  if (versions.length === 1 && only !== undefined) {
    const other = alone.filter(({ version }) => version !== only.version);
    return `${name}: ${only.version} serves all targets; not pinned, it is ${onTargets(other, names)}.`;
  }
  const own = reasons.filter((reason) => reason.startsWith("on "));
  const facts = own.length === 0 ? reasons : own;
  const why =
    undecided === null
      ? `No version serves all targets${facts.length === 0 ? "" : `: ${facts.join("; ")}`}`
      : `Whether one version would serve all targets is not known: ${undecided}`;
  const marker = lines.length === 0 ? ", and no marker tells these targets apart" : "";
  return `${name}: ${onTargets(versions, names)}${marker}. ${why}.`;
}

function onTargets(versions: readonly VersionOnTargets[], names: ReadonlyMap<string, string>): string {
  return versions
    .map(({ version, targets }) => `${version} on ${targets.map((id) => names.get(id) ?? id).join(" and ")}`)
    .join(", ");
}

/** What only some of the targets say goes first, with their names. */
function reasonsOf(facts: readonly TargetFact[], names: ReadonlyMap<string, string>): readonly string[] {
  const targets = [...new Set(facts.map(({ target }) => target))].sort(compareText);
  const saying = new Map<string, string[]>();
  for (const target of targets) {
    const own = facts.filter((one) => one.target === target).map(({ fact }) => fact);
    for (const text of new Set(mergeFacts(own).map(factText))) saying.set(text, [...(saying.get(text) ?? []), target]);
  }
  const told = [...saying].sort(([, a], [, b]) => a.length - b.length);
  const sentences = told.map(([text, of]) => {
    const who = of.length === targets.length ? "" : `on ${of.map((id) => names.get(id) ?? id).join(" and ")} `;
    return `${who}${text}`;
  });
  const more = sentences.length - MOST_REASONS;
  return [...sentences.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${more} more facts`] : [])];
}
