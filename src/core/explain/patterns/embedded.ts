import { normalizeName } from "../../pep/name.ts";
import { nameOfRequirement } from "../label.ts";
import type { RunOutcome } from "../run-outcome.ts";
import type { PatternRule } from "./pattern.ts";

const SATISFIED_TOLD = 10;
/** Debian's folder, which no pip of a virtual environment writes to; vendored copies stand below other packages. */
const SYSTEM = /\/dist-packages$/;
const VENDORED = /\/_?vendor(?:ed|_packages)?(?:\/|$)/;

/**
 * The environment had it before: from the base image, the system's packages, an earlier run, or another package's copy. Or
 * a package names the address of the one copy of it that will do.
 */
export const embedded: PatternRule = {
  kind: "embedded",
  find: ({ outcome }) => [...brokenPackages(outcome), ...satisfiedPackages(outcome), ...bundledPackages(outcome)],
};

function brokenPackages({ broken }: RunOutcome) {
  return broken.flatMap(({ problem, line }) => {
    const { name, version, requirement, found } = problem;
    const about = found?.name ?? (requirement === null ? null : nameOfRequirement(requirement));
    if (about === null || requirement === null) return [];
    const wanted = normalizeName(about);
    const text =
      found === null
        ? `${name} ${version}, which was there before, needs ${requirement}, which is not installed.`
        : `${name} ${version}, which was there before, needs ${requirement}, but ${wanted} ${found.version} was installed. pip calls that a success.`;
    const keep =
      found === null
        ? `Install ${requirement} too.`
        : `Ask for ${requirement}, so that ${name} ${version} keeps working.`;
    return [
      {
        package: wanted,
        text,
        solutions: [
          keep,
          `Or install ${name} in the same command, so that pip looks for a version that goes with the rest.`,
        ],
        lines: line === null ? [] : [line],
      },
    ];
  });
}

function satisfiedPackages({ satisfied }: RunOutcome) {
  const known = new Map(
    satisfied.flatMap((event) => (event.name === null ? [] : [[normalizeName(event.name), event] as const])),
  );
  return [...known].slice(0, SATISFIED_TOLD).map(([name, { version, location, span }]) => {
    const system = SYSTEM.test(location);
    const where = system
      ? "in the system's packages"
      : VENDORED.test(location)
        ? "as a copy in another package"
        : "in the environment";
    return {
      package: name,
      text: `${name} ${version ?? ""} was there already, ${where} (${location}): nothing was fetched.`.replace(
        "  ",
        " ",
      ),
      solutions: system
        ? [`To take ${name} from the index instead, use a virtual environment without the system's packages.`]
        : [],
      lines: [span.lines[0]],
    };
  });
}

function bundledPackages({ bundled }: RunOutcome) {
  return bundled.map(({ name, version, by }) => ({
    package: name,
    text: `${by} brings ${joinFilled(name, version)} along from an address of its own: no version of the index can stand in for it.`,
    solutions: [
      `To take ${name} from the index, ask for a version of ${by.split(" ", 1).join("")} that names no address for it.`,
    ],
    lines: [],
  }));
}

function joinFilled(name: string, version: string | null): string {
  return version === null ? name : `${name} ${version}`;
}
