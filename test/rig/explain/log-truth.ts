import { normalizeName } from "../../../src/core/pep/name.ts";
import { parseRequirement, type Requirement } from "../../../src/core/pep/requirement.ts";
import { specifierSetContains } from "../../../src/core/pep/specifier.ts";
import { parseVersion } from "../../../src/core/pep/version.ts";
import type { ConflictFact } from "../../../src/core/resolve/conflict-tree.ts";
import type { Universe } from "../../../src/core/resolve/universe.ts";

/** What was asked of a made-up index. */
export interface Asked extends Universe {
  readonly requires: readonly string[];
  readonly constraints: readonly string[];
}

/** Why a statement of a log's explanation is not so on the index that the log is about; null when it is so. */
export function untruth(fact: ConflictFact, asked: Asked): string | null {
  switch (fact.kind) {
    case "requested":
      return isLine(fact, linesOf(fact, asked), asked) ? null : `nobody asks for ${fact.requirement}`;
    case "constraint":
      return isLine(fact, asked.constraints, asked) ? null : `nothing limits ${fact.requirement}`;
    case "depends":
      return wrongNeed(fact, asked);
    case "no-versions":
      return wrongWords(fact.detail, asked);
  }
}

type Line = Extract<ConflictFact, { kind: "requested" | "constraint" }>;

/** To uv a constraint is a requirement, and it does not say which: one of the lines. */
function linesOf({ where }: Line, { requires, constraints }: Asked): readonly string[] {
  return where === "one of your requirements or constraints" ? [...requires, ...constraints] : requires;
}

/** As it is written, or what that comes to (uv), at the place that is named. */
function isLine({ requirement: printed, where }: Line, lines: readonly string[], asked: Asked): boolean {
  const number = /^requirements\.txt:(\d+)$/.exec(where ?? "")?.[1];
  const named = number === undefined ? lines : [lines[Number(number) - 1] ?? ""];
  return named.some((line) => {
    const written = read(line);
    return written !== null && written.name === read(printed)?.name && within(written, printed, asked);
  });
}

function isSame(a: Requirement | null, b: Requirement | null): boolean {
  if (a === null || b === null || a.name !== b.name) return false;
  const range = ({ specifiers }: Requirement): string => specifiers.canonical.split(",").sort().join(",");
  return range(a) === range(b);
}

type Depends = Extract<ConflictFact, { kind: "depends" }>;

function wrongNeed(fact: Depends, asked: Asked): string | null {
  const releases = Object.entries(projectOf(asked, fact.name) ?? {});
  const meant = releases.filter(([version]) => isMeant(version, fact.versions));
  if (meant.length === 0) return isRange(fact.versions) ? null : `there is no ${fact.name} ${fact.versions}`;
  const isNeeded = ([, { requires }]: (typeof releases)[number]): boolean =>
    requires.some((text) => {
      const need = read(text);
      return need?.name === fact.on && within(need, fact.requirement, asked);
    });
  // Of what is said of all versions each has to hold that may be taken at all.
  const taken = meant.filter(([, { yanked, wheelTags }]) => yanked !== true && wheelTags.length > 0);
  const isTrue = isRange(fact.versions) ? taken.every(isNeeded) : meant.some(isNeeded);
  return isTrue ? null : `${fact.name} ${fact.versions} does not need ${fact.requirement}`;
}

/** `1.0`, `(1.0 or 2.0)`, `(version not printed)`, `>=1,<2 | >=3`, or nothing for all. */
function isMeant(version: string, versions: string): boolean {
  if (versions.startsWith("(")) {
    const named = [...versions.matchAll(/\d[^\s,)]*/g)].map(([text]) => text);
    return !versions.includes(" or ") || named.includes(version);
  }
  if (isRange(versions)) return versions.split(" | ").some((range) => fits(version, `x${range}`));
  return parsed(version) === parsed(versions);
}

function isRange(versions: string): boolean {
  return versions === "" || /^[<>=!~]/.test(versions);
}

/**
 * Whether everything that a need allows is allowed by what the log says it is, among the versions that exist. What a
 * constraint rules out does not count: to uv it is part of the need.
 */
function within(need: Requirement, printed: string, asked: Asked): boolean {
  const exact = read(printed);
  if (exact !== null && isSame(need, exact)) return true;
  const [name = "", ...more] = printed.split(" | ");
  const start = /^[A-Za-z0-9._-]+(?:\[[^\]]*\])?/.exec(name)?.[0] ?? "";
  const ranges = [name, ...more.map((range) => `${start}${range}`)];
  const allowed = Object.keys(projectOf(asked, need.name) ?? {}).filter((version) =>
    [need, ...limitsOf(asked, need.name)].every((one) => allows(one, version)),
  );
  return allowed.every((version) => ranges.some((range) => fits(version, range)));
}

function wrongWords(words: string, asked: Asked): string | null {
  const [, none] = /^there is no (.+)$/.exec(words) ?? /^pip found no version that satisfies ([^;]+)/.exec(words) ?? [];
  const wanted = none === undefined ? null : read(none);
  if (wanted !== null) {
    const there = usable(asked, wanted.name).filter((version) => allows(wanted, version));
    const limits = limitsOf(asked, wanted.name);
    const left = there.filter((version) => limits.every((limit) => allows(limit, version)));
    return left.length === 0 ? null : `${words}, and there is ${left.join(", ")}`;
  }
  const [, gone] = /^(\S+) was not found in /.exec(words) ?? [];
  if (gone !== undefined)
    return projectOf(asked, normalizeName(gone)) === undefined ? null : `${words}, and it is there`;
  const listed = /^only (.+) (?:is|are) available$/.exec(words)?.[1]?.split(/, | and /);
  const [first = ""] = listed ?? [];
  const name = read(first)?.name;
  if (listed === undefined || name === undefined) return null;
  const others = usable(asked, name).filter((version) => !listed.some((text) => fits(version, text)));
  return others.length === 0 ? null : `${words}, and there is ${others.join(", ")}`;
}

/** Neither yanked nor a pre-release, and with a wheel: nobody can do without these. */
function usable(asked: Asked, name: string): readonly string[] {
  return Object.entries(projectOf(asked, name) ?? {}).flatMap(([version, offer]) => {
    const isFinal = /^[\d.]+$/.test(version);
    const isOpen = (offer.yanked ?? false) === false && offer.requiresPython === undefined;
    return isFinal && isOpen && offer.wheelTags.includes("py3-none-any") ? [version] : [];
  });
}

function limitsOf({ constraints }: Asked, name: string): readonly Requirement[] {
  return constraints.flatMap((text) => read(text) ?? []).filter((limit) => limit.name === name);
}

function projectOf({ packages }: Universe, name: string) {
  return Object.entries(packages).find(([own]) => normalizeName(own) === name)?.[1];
}

function fits(version: string, range: string): boolean {
  const wanted = read(range);
  return wanted !== null && allows(wanted, version);
}

function allows({ specifiers }: Requirement, version: string): boolean {
  const parsedVersion = parseVersion(version);
  return parsedVersion.ok && specifierSetContains(specifiers, parsedVersion.value, { prereleases: true });
}

function parsed(version: string): string {
  const found = parseVersion(version);
  return found.ok ? found.value.normalized : version;
}

function read(text: string): Requirement | null {
  const requirement = parseRequirement(text);
  return requirement.ok ? requirement.value : null;
}
