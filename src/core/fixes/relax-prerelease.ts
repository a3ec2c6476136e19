import { clausesAsWritten, parseSpecifierSet, type SpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { compareVersions, type Version } from "../pep/version.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { EDIT_COST, PER_EDIT } from "./cost.ts";
import { withSpecifiers } from "./line-text.ts";
import { type Line, lineKey, mapLine } from "./lines.ts";
import type { Prober } from "./probe.ts";
import { reasonFor } from "./reason.ts";
import type { FactInConflict, FindRelaxations, Relaxation, Settled } from "./relaxation.ts";

/** So many pre-releases are tried as the lower bound. */
const MOST_TRIED = 24;

/** A line that lets a pre-release in may ask for it: whoever names one is given pre-releases (PEP 440). */
export const relaxPrereleases: FindRelaxations = ({ lines, problem }, found) => {
  const { fact } = found;
  if (fact.kind !== "no-versions" || fact.reason !== "prerelease" || problem.policy.prereleases === "disallow")
    return [];
  return lines
    .filter(({ role, requirement }) => role === "requirements" && requirement.name === fact.name)
    .filter(({ located }) => (located?.hashes.length ?? 0) === 0)
    .map((line) => prereleaseRelaxation(line, found));
};

function prereleaseRelaxation(line: Line, found: FactInConflict): Relaxation {
  const cost = PER_EDIT + EDIT_COST["allow-prerelease"];
  return {
    key: `${lineKey(line)} prerelease`,
    subject: lineKey(line),
    isWhole: false,
    isLastResort: false,
    isExchange: false,
    leastCost: cost,
    relax: (problem) => asking(problem, line, ">=0.dev0"),
    settle: async (relaxed, prober) => {
      const { name, specifiers, writtenName } = line.requirement;
      const versions = (await prober.versionsOf(name, relaxed))
        .filter(({ version, yanked }) => version.isPrerelease && yanked === null)
        .filter(({ version }) => specifierSetContains(specifiers, version))
        .map(({ version }) => version)
        .sort((a, b) => compareVersions(b, a));
      const bound = await newestThatHolds(versions.slice(0, MOST_TRIED), line, relaxed, prober);
      return bound === null ? null : settled({ line, found, cost }, bound, writtenName);
    },
  };
}

async function newestThatHolds(
  versions: readonly Version[],
  line: Line,
  relaxed: ResolveProblem,
  prober: Prober,
): Promise<Version | null> {
  for (const version of versions) {
    if (await prober.holds(asking(relaxed, line, `>=${version.normalized}`))) return version;
  }
  return null;
}

function settled(
  { line, found, cost }: { readonly line: Line; readonly found: FactInConflict; readonly cost: number },
  { normalized }: Version,
  name: string,
): Settled {
  const { specifiers } = line.requirement;
  const bound = withBound(specifiers, `>=${normalized}`);
  return {
    apply: (problem) => asking(problem, line, `>=${normalized}`),
    kind: "allow-prerelease",
    cost,
    words: `change ${name}${clausesAsWritten(specifiers)} to ${name}${clausesAsWritten(bound)}`,
    reason: reasonFor(line.requirement.name, found, `the pre-release ${name} ${normalized} holds with the rest`),
    losses: [`${name} ${normalized} is a pre-release`],
    line,
    edit: null,
  };
}

function asking(problem: ResolveProblem, line: Line, bound: string): ResolveProblem {
  return mapLine(problem, line, (requirement) => withSpecifiers(requirement, withBound(requirement.specifiers, bound)));
}

/** In place of the lower bound that the line has. */
function withBound({ specifiers }: SpecifierSet, bound: string): SpecifierSet {
  const others = specifiers.filter(({ operator }) => operator !== ">=" && operator !== ">");
  const set = parseSpecifierSet([bound, ...others.map(({ operator, text }) => operator + text)].join(","));
  if (!set.ok) throw new TypeError(`${bound} is no clause`);
  return set.value;
}
