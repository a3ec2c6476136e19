import { FULL_IMAGE_BRINGS } from "../../knowledge/full-image.ts";
import { joinSystem } from "../../knowledge/libraries.ts";
import type { DistributionPackages, SystemPackages } from "../../knowledge/model.ts";
import type { Remedy } from "../../report/model.ts";
import { joinSome, joinWords } from "../../wording.ts";
import { dockerfileLines, managersOf, type PackageManager } from "../dockerfile-lines.ts";
import type { CheckFacts, FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/**
 * What the system must have for all packages together, as lines of a Dockerfile: for the stage that builds and for the
 * image that runs, apart.
 */
export function checkSystemPackages({ check, target }: FindingFacts): CheckResult {
  if (check === undefined) return { findings: [] };
  const built = check.assessed.flatMap(({ name, build }) =>
    build?.system == null || isEmpty(build.system.build) ? [] : [{ name, system: build.system }],
  );
  const loading = check.assessed.flatMap(({ name, verdict, knowledge }) =>
    verdict.wheel === null || knowledge?.system === undefined || !loadsLibraries(knowledge.system)
      ? []
      : [{ name, system: knowledge.system }],
  );
  const needed = joinSystem([...built, ...loading].map(({ system }) => system));
  const managers = managersOf(check.target);
  const remedies = remediesFor(check, needed, managers);
  if (remedies.length === 0) return { findings: [] };
  const [toBuild, toRun] = [built, loading].map((items) =>
    joinSome(
      items.map(({ name }) => name),
      5,
    ),
  );
  return {
    findings: [
      {
        code: "system-packages",
        severity: "notice",
        target,
        title: "Packages of the system",
        message: [
          ...(built.length === 0 ? [] : [`The builds of ${toBuild} need compilers or libraries of the system.`]),
          ...(loading.length === 0 ? [] : [`The wheels of ${toRun} load libraries that slim images lack.`]),
          "These are the lines for a Dockerfile, as far as it is known what they need.",
        ].join(" "),
        packages: [...new Set([...built, ...loading].map(({ name }) => name))],
        places: [],
        evidence: [],
        remedies,
      },
    ],
  };
}

/** Of a package whose only needs are at run time: the wheels of others bring their libraries with them. */
function loadsLibraries({ build, runtime }: SystemPackages): boolean {
  return isEmpty(build) && !isEmpty(runtime);
}

function isEmpty(packages: DistributionPackages): boolean {
  return Object.values(packages).every((names) => names.length === 0);
}

function remediesFor(
  { target }: CheckFacts,
  { build, runtime }: SystemPackages,
  managers: readonly PackageManager[],
): Remedy[] {
  const building = dockerfileLines(build, managers);
  const running = dockerfileLines(runtime, managers);
  const isFull = target.python.implementation === "cpython" && !target.python.freeThreaded && managers.includes("apt");
  return [
    ...(building.length === 0 ? [] : [{ text: "In the stage that builds:", commands: building }]),
    ...(running.length === 0 ? [] : [{ text: "In the image that runs:", commands: running }]),
    ...(isFull ? fullImage(build.apt ?? [], `python:${target.python.major}.${target.python.minor}`) : []),
  ];
}

/** Which of them the full image has already: then the stage that builds can do without. */
function fullImage(needed: readonly string[], image: string): Remedy[] {
  const brought = needed.filter((name) => FULL_IMAGE_BRINGS.has(name));
  if (brought.length === 0) return [];
  const which = brought.length === needed.length ? "all of the first" : joinWords(brought);
  return [{ text: `The full image ${image} (not slim) has ${which}: build there, and copy the wheels.`, commands: [] }];
}
