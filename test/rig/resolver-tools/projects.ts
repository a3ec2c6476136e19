import { makeSdist, makeWheel, type Release, type TestProject } from "../projects/project.ts";

/** What the sdist's build would leave behind: nobody may build it. */
export const BUILD_MARK = "WHEELHOUSE_BUILT";

/** Projects of which each decides one thing by what the target is. */
export function toolProjects(): readonly TestProject[] {
  return [
    project("by-marker", {
      version: "1.0",
      requires: [
        'arm-only ; platform_machine == "aarch64"',
        'intel-only ; platform_machine == "x86_64"',
        'new-only ; python_version >= "3.12"',
        'old-only ; python_version < "3.12"',
      ],
    }),
    ...["arm-only", "intel-only", "new-only", "old-only"].map((name) => project(name, { version: "1.0" })),
    byTag(),
    project("shared", { version: "1.0" }, { version: "2.0" }),
    project("left", { version: "1.0", requires: ["shared<2"] }),
    project("right", { version: "1.0", requires: ["shared>=2"] }),
    project("with-extra", { version: "1.0", requires: ['arm-only ; extra == "more"'], extras: ["more"] }),
    project("by-python", { version: "1.0", requiresPython: ">=3.8" }, { version: "2.0", requiresPython: ">=3.13" }),
    project("since-python", { version: "1.0", requiresPython: ">=3.12" }),
    project("until-python", { version: "1.0", requiresPython: "<3.12" }),
    { name: "source-only", files: [makeSdist({ name: "source-only", version: "1.0" }, { "setup.py": SETUP })] },
  ];
}

const SETUP = `import os\nopen(os.environ.get("${BUILD_MARK}", "/nowhere/built"), "w").close()\n`;

function project(name: string, ...releases: readonly Omit<Release, "name">[]): TestProject {
  return { name, files: releases.map((release) => makeWheel({ name, ...release }, "py3-none-any", {})) };
}

/** 1.0 for old ARM and Intel machines, 2.0 for Intel only, 3.0 for ARM machines of 2024. */
function byTag(): TestProject {
  const wheels = [
    ["1.0", "cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64"],
    ["1.0", "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64"],
    ["2.0", "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64"],
    ["3.0", "cp312-cp312-manylinux_2_39_aarch64"],
  ] as const;
  return {
    name: "by-tag",
    files: wheels.map(([version, tags]) => makeWheel({ name: "by-tag", version }, tags, {})),
  };
}
