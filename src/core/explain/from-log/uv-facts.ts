import type { EventOf, LogEvent } from "../../log/event.ts";
import { groupBy } from "../../log/facts/group-by.ts";
import { plainRequirement } from "../../log/names.ts";
import { readUvCandidate, readUvName, readUvRequirement, withoutRange } from "../../log/uv/debug-names.ts";
import { alternatives } from "../../log/uv/disjoint.ts";
import { readFacts, type UvIncompatibility } from "../../log/uv/incompatibility.ts";
import { normalizeName } from "../../pep/name.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { joinWords } from "../../wording.ts";
import type { LineFinder, LoggedFact } from "./logged-fact.ts";
import { isNeed, mergeNeeds, versionsText } from "./merge-needs.ts";

/** So many statements about what versions of a package need of another are told one by one. */
const MOST_NEEDS = 3;

/**
 * What uv's derivation rests on, and Poetry's. Many statements about what versions of a package need of another are told as
 * one. Hints are added as they are.
 */
export function uvFacts(
  event: EventOf<"uv-no-solution" | "tool-no-solution">,
  events: readonly LogEvent[],
  lines: LineFinder,
): readonly LoggedFact[] {
  const { because, span } = event;
  const known = event.kind === "uv-no-solution" ? readFacts(event.text) : because;
  const statements = known.flatMap((item) => statementsOf(item, lines));
  const facts = [...groupBy(statements, ({ key }) => key).values()].flatMap((group) => {
    const all = group.flatMap((one) => one.facts);
    const whole = group.length > MOST_NEEDS ? mergeNeeds(all.filter(isNeed)) : null;
    return whole === null ? withoutParts(all) : [whole];
  });
  const hints = event.kind === "uv-no-solution" ? event.hints.map((text) => ({ text, span })) : [];
  const later = events.flatMap((one) => (one.kind === "uv-hint" ? [{ text: one.text, span: one.span }] : []));
  return [
    ...facts.map((fact) => ({ fact, span })),
    ...[...hints, ...later].flatMap(({ text, span }) => hintOf(text).map((fact) => ({ fact, span }))),
  ];
}

/** What some versions need, where it was said of all of them. */
function withoutParts(facts: readonly ConflictFact[]): readonly ConflictFact[] {
  const whole = facts.find((fact) => fact.kind === "depends" && fact.versions === "");
  if (whole?.kind !== "depends") return facts;
  return facts.filter((fact) => fact === whole || fact.kind !== "depends" || fact.requirement !== whole.requirement);
}

interface Statement {
  /** Of one package's needs of another: the same for all versions. */
  readonly key: string;
  readonly facts: readonly ConflictFact[];
}

function statementsOf(item: UvIncompatibility, lines: LineFinder): readonly Statement[] {
  switch (item.kind) {
    case "requested":
      return item.requirements.map((text) => toStatement(requestedFacts(text, lines)));
    case "depends":
      return [...groupBy(item.on, nameOf)].map(([wanted, on]) => ({
        key: `${nameOf(item.dependent)} ${wanted}`,
        facts: needsOf(item, wanted, on, lines),
      }));
    default: {
      const words = wordsOf(item);
      return words === null ? [] : [toStatement([told(...words)])];
    }
  }
}

function toStatement(facts: readonly ConflictFact[]): Statement {
  return { key: JSON.stringify(facts), facts };
}

function told(subject: string, detail: string): ConflictFact {
  return { kind: "no-versions", name: nameOf(subject), range: "", reason: "told", detail };
}

function requestedFacts(text: string, lines: LineFinder): readonly ConflictFact[] {
  const { requirement } = readUvRequirement(text);
  const name = nameOf(text);
  if (name === "python") return [];
  // To uv a constraint is a requirement, and it prints what a range comes to: `x<2.dev0` for `x~=1.0`.
  const limit = lines.of("constraint", requirement);
  const own = lines.of("requested", requirement, { exact: limit !== null });
  if (own !== null) return [{ kind: "requested", name, requirement: own.text, place: own.place }];
  if (limit !== null) return [{ kind: "constraint", name, requirement: limit.text, place: limit.place }];
  return [{ kind: "requested", name, requirement, place: null, where: "one of your requirements or constraints" }];
}

/**
 * The first range is the package's own. A second one of the same project is a constraint's, or that of the next versions
 * (0.5): uv says the same of both.
 */
function needsOf(
  { dependent, dependents = [dependent] }: Extract<UvIncompatibility, { kind: "depends" }>,
  wanted: string,
  [first = "", ...more]: readonly string[],
  lines: LineFinder,
): readonly ConflictFact[] {
  const name = nameOf(dependent);
  const { requirement } = readUvRequirement(first);
  if (wanted === "python") return [told(dependent, `${dependent} needs ${requirement}`)];
  const extra = readUvCandidate(dependent).extras?.[0];
  if (wanted === name && extra !== undefined) return [];
  const versions = versionsText(dependents.map((text) => text.slice(withoutRange(text).length)));
  const asked = extra === undefined || requirement.includes(";") ? requirement : `${requirement}; extra == "${extra}"`;
  const wishes = asked.includes(" | ") ? { wishes: alternatives(asked) } : {};
  return [
    { kind: "depends", name, versions, requirement: asked, on: wanted, ...wishes },
    ...more.flatMap((text): ConflictFact | readonly [] => {
      const limit = readUvRequirement(text).requirement;
      if (limit === requirement) return [];
      const own = lines.of("constraint", limit, { exact: true });
      if (own !== null) return { kind: "constraint", name: wanted, requirement: limit, place: own.place };
      return told(wanted, `${limit} is asked for too, and uv does not say by whom`);
    }),
  ];
}

function nameOf(text: string): string {
  return normalizeName(readUvName(text));
}

const MOST_LISTED = 4;

function withoutMarker(text: string): string {
  return plainRequirement(readUvRequirement(text).requirement);
}

/** What a statement is about, and its words; null for a conclusion, for a long list, and for what is not understood. */
function wordsOf(item: UvIncompatibility): readonly [subject: string, words: string] | null {
  switch (item.kind) {
    case "not-found":
      return [item.package, `${item.package} was not found in ${item.where}`];
    case "no-versions":
      return [item.requirement, `there is no ${withoutMarker(item.requirement)}`];
    case "available": {
      const [first = "", ...more] = item.requirements.map(withoutMarker);
      if (more.length >= MOST_LISTED) return null;
      return [first, `only ${joinWords([first, ...more])} ${more.length > 0 ? "are" : "is"} available`];
    }
    case "python":
      return ["python", `Python ${item.python} does not satisfy Python${item.requires}`];
    case "no-wheel":
      return [item.package, `${withoutMarker(item.package)} has no wheel with a fitting ${item.tag} tag`];
    case "yanked":
      return [
        item.package,
        `${withoutMarker(item.package)} was yanked${item.reason === null ? "" : ` (${item.reason})`}`,
      ];
    case "unusable":
      return [item.package, `${withoutMarker(item.package)} ${item.reason}`];
    default:
      return null;
  }
}

/** Only those that are about a project. */
function hintOf(text: string): readonly ConflictFact[] {
  const project = /`([A-Za-z0-9][\w.-]*)`/.exec(text)?.[1];
  return project === undefined ? [] : [told(project, `hint of uv: ${text}`)];
}
