import type { FormName, PipScenario } from "../pips/scenario.ts";
import { makeWheel, type Release, type TestProject } from "../projects/project.ts";

/**
 * The patterns that a solver's decision tree is read for, each as a run of pip against an index of its own: after the page
 * "Resolving Environments" of spk, with Python's counterparts.
 */
export const DECISION_SCENARIOS: readonly PipScenario[] = [
  scenario("not-found", [project("gcc", { version: "6.3.1" })], ["gcc", "doesntexist"]),
  scenario("not-found-below", [project("my-tool", { version: "1.0", requires: ["doesntexist>=2"] })], ["my-tool"]),
  scenario("no-applicable-version", [project("gcc", { version: "6.3.1" }, { version: "4.8.5" })], ["gcc==3.*"]),
  scenario("incompatible-option", [driver()], ["driver>=2"]),
  scenario(
    "incompatible-dependencies",
    [project("my-plugin", { version: "1.0", requires: ["maya==2019.*"] }), maya("2019.0", "2020.0")],
    ["my-plugin>=1", "maya>=2020"],
  ),
  scenario("recovered", [plugin(), maya("2019.0", "2020.0")], ["my-plugin>=1", "maya<2020"]),
  scenario(
    "revisited",
    [
      project("my-plugin", { version: "1.0", requires: ["maya>=2019,<2020", "some-library>=1"] }),
      project("some-library", { version: "1.0", requires: ["maya==2019.0.*"] }),
      maya("2019.0.0", "2019.2.0", "2020.0.0"),
    ],
    ["my-plugin"],
  ),
  // Two versions of my-plugin are in force one after the other before my-viewer rules them out.
  scenario(
    "stepped-back",
    [
      project(
        "my-plugin",
        { version: "1.0", requires: ["maya"] },
        { version: "1.1", requires: ["maya==2019.*"] },
        { version: "1.2", requires: ["maya==2019.*"] },
      ),
      project("my-viewer", { version: "1.0", requires: ["maya>=2020"] }),
      maya("2019.0", "2020.0"),
    ],
    ["my-plugin>=1", "my-viewer"],
  ),
  scenario(
    "yanked",
    [project("my-tool", { version: "1.1" }, { version: "1.2.0", yanked: "breaks <builds>" })],
    ["my-tool>=1.2"],
  ),
  scenario("yanked-pinned", [project("my-tool", { version: "1.2.0", yanked: "breaks <builds>" })], ["my-tool==1.2.0"]),
  { ...scenario("embedded", [qt(), mayaWithQt()], ["qt", "maya"]), before: [{ args: ["install", "qt==5.12.6"] }] },
  {
    ...scenario("embedded-conflict", [qt(), mayaWithQt()], ["qt==5.13.0"]),
    before: [{ args: ["install", "maya", "qt==5.12.6"] }],
  },
];

/** The forms in which each is recorded, by the version of pip. */
export const DECISION_FORMS: readonly {
  readonly pip: string;
  readonly python: string;
  readonly forms: readonly FormName[];
}[] = [
  { pip: "24.2", python: "3.12", forms: ["console", "vv", "debug-vv"] },
  { pip: "26.3", python: "3.13", forms: ["console", "vv", "debug", "debug-vv"] },
];

function scenario(name: string, projects: readonly TestProject[], args: readonly string[]): PipScenario {
  return { name, projects, args: ["install", ...args] };
}

type Details = Omit<Release, "name">;

function project(name: string, ...releases: readonly Details[]): TestProject {
  return { name, files: releases.map((release) => pure({ name, ...release })) };
}

function pure(release: Release) {
  return makeWheel(release, "py3-none-any", { [`${release.name.replaceAll("-", "_")}.py`]: "" });
}

function maya(...versions: readonly string[]): TestProject {
  return project("maya", ...versions.map((version) => ({ version })));
}

function plugin(): TestProject {
  return project(
    "my-plugin",
    { version: "1.0", requires: ["maya==2019.*"] },
    { version: "1.1", requires: ["maya==2020.*"] },
  );
}

/** 2.1 is for a later Python, 2.0 for Windows, 1.0 for everything. */
function driver(): TestProject {
  const name = "driver";
  return {
    name,
    files: [
      pure({ name, version: "1.0" }),
      makeWheel({ name, version: "2.0" }, "py3-none-win_amd64", {}),
      pure({ name, version: "2.1", requiresPython: ">=3.99" }),
    ],
  };
}

function qt(): TestProject {
  return project("qt", { version: "5.12.6" }, { version: "5.13.0" });
}

function mayaWithQt(): TestProject {
  return project("maya", { version: "2019.2", requires: ["qt==5.12.*"] });
}
