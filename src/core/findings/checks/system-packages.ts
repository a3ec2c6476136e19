import { FULL_IMAGE_BRINGS } from "../../knowledge/full-image.ts";
import { joinSystem } from "../../knowledge/libraries.ts";
import type { DistributionPackages, SystemPackages } from "../../knowledge/model.ts";
import type { Remedy } from "../../report/model.ts";
import { findJetPackOfTarget } from "../../target/jetpack.ts";
import type { Target } from "../../target/target.ts";
import { joinSome, joinWords } from "../../wording.ts";
import { dockerfileLines, managersOf, type PackageManager } from "../dockerfile-lines.ts";
import type { AssessedPackage, CheckFacts, FindingFacts } from "../facts.ts";
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
          ...(built.length === 0
            ? []
            : [
                `The ${built.length === 1 ? "build" : "builds"} of ${toBuild} ${built.length === 1 ? "needs" : "need"} compilers or libraries of the system.`,
              ]),
          ...(loading.length === 0
            ? []
            : [
                `The ${loading.length === 1 ? "wheel" : "wheels"} of ${toRun} ${loading.length === 1 ? "loads" : "load"} libraries that slim images lack.`,
              ]),
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
  { target, assessed }: CheckFacts,
  { build, runtime }: SystemPackages,
  managers: readonly PackageManager[],
): Remedy[] {
  const building = dockerfileLines(build, managers);
  const running = dockerfileLines(runtime, managers);
  return [
    ...(building.length === 0 ? [] : [lines("In the stage that builds", building)]),
    ...(running.length === 0 ? [] : [lines("In the image that runs", running)]),
    ...cudaArchitectures(target, assessed),
    ...(managers.includes("apt") ? fullImage(build.apt ?? [], target) : []),
  ];
}

function lines(where: string, commands: readonly string[]): Remedy {
  return { text: `${where}${commands.length > 1 ? ", the line of its distribution" : ""}:`, commands };
}

/** Without it a build for CUDA takes the boards that it can see, of which an image that is being built has none. */
function cudaArchitectures(target: Target, assessed: readonly AssessedPackage[]): Remedy[] {
  const jetPack = findJetPackOfTarget(target);
  const built = assessed.filter(({ build }) => build?.compile?.includes("CUDA"));
  if (jetPack === null || built.length === 0) return [];
  const names = joinSome(
    built.map(({ name }) => name),
    5,
  );
  const text = `Before the build of ${names}, for the boards of ${jetPack.title} (CUDA ${jetPack.cuda}):`;
  return [{ text, commands: [`ENV TORCH_CUDA_ARCH_LIST="${jetPack.torchCudaArchList}"`] }];
}

/** Releases of Debian that the official Python images are made on, by the profile of the target. */
const RELEASES: Readonly<Record<string, string>> = { "debian-12": "bookworm", "debian-13": "trixie" };

/**
 * Which of them a full Python image has already. What is built in it needs its C library, so that it is only named for a
 * target that is the same Debian, or no system in particular.
 */
function fullImage(needed: readonly string[], { profile, python }: Target): Remedy[] {
  const brought = needed.filter((name) => FULL_IMAGE_BRINGS.has(name));
  const release = profile === null ? "bookworm" : RELEASES[profile];
  if (brought.length === 0 || release === undefined || python.implementation !== "cpython" || python.freeThreaded)
    return [];
  const version = `${python.major}.${python.minor}`;
  const which = brought.length === needed.length ? "all that the build needs" : joinWords(brought);
  const text = `The full image python:${version}-${release} has ${which}: build in it, and run in python:${version}-slim-${release}, which has the same C library.`;
  return [{ text, commands: [] }];
}
