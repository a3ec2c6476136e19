import { makeSdist, makeWheel, type TestProject } from "../../test/rig/projects/project.ts";
import type { Fault } from "../../test/rig/simple-index/faults.ts";
import { type EchoProject, makeEchoMembers } from "./echo-project.ts";
import { METADATA_WITHOUT_PG_CONFIG } from "./outputs.ts";
import { recordingProjects } from "./scenarios.ts";

/** One run of uv to record. */
export interface UvScenario {
  readonly name: string;
  readonly args: readonly string[];
  /** Runs before it that are not recorded. */
  readonly before?: readonly (readonly string[])[];
  /** Files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly faults?: Readonly<Record<string, Fault>>;
  /** `dead`: an address where nothing listens. */
  readonly index?: "dead";
  /** The index asks for a password that uv does not have. */
  readonly auth?: boolean;
  /** Beginning of the versions that do not have the option. */
  readonly notIn?: string;
  /** Codes of the findings that follow from the log when uv fails; a run that ends well keeps warnings only. */
  readonly codes: readonly string[];
}

const requirements = (...lines: string[]): Readonly<Record<string, string>> => ({
  "requirements.txt": `${lines.join("\n")}\n`,
});
const project = (...dependencies: string[]): Readonly<Record<string, string>> => ({
  "pyproject.toml": `[project]\nname = "app"\nversion = "0.1.0"\nrequires-python = ">=3.9"\ndependencies = ${JSON.stringify(dependencies)}\n`,
});
const futureProject = {
  "pyproject.toml": '[project]\nname = "app"\nversion = "0.1.0"\nrequires-python = ">=3.99"\ndependencies = []\n',
};
const INSTALL = ["pip", "install", "-r", "requirements.txt"];
const ZEROS = "0".repeat(64);

export const UV_SCENARIOS: readonly UvScenario[] = [
  { name: "ok", args: INSTALL, files: requirements("chain", "purepkg>=1"), codes: [] },
  { name: "ok-verbose", args: [...INSTALL, "-v"], files: requirements("chain", "purepkg>=1"), codes: [] },
  {
    name: "cached-verbose",
    before: [INSTALL, ["pip", "uninstall", "chain", "purepkg", "puresdist"]],
    args: [...INSTALL, "-v"],
    files: requirements("chain", "purepkg>=1"),
    codes: [],
  },
  { name: "satisfied", before: [INSTALL], args: INSTALL, files: requirements("purepkg"), codes: [] },
  {
    name: "replaced",
    before: [["pip", "install", "shared-lib==1.0", "purepkg"]],
    args: ["pip", "install", "shared-lib==2.0", "--reinstall-package", "purepkg", "purepkg"],
    codes: [],
  },
  { name: "dry-run", args: [...INSTALL, "--dry-run"], files: requirements("chain"), codes: [] },
  {
    name: "pip-sync",
    before: [["pip", "install", "purepkg==1.0.0", "needs-new"]],
    args: ["pip", "sync", "requirements.txt"],
    files: requirements("purepkg==1.1.0"),
    codes: [],
  },
  { name: "compile", args: ["pip", "compile", "requirements.txt"], files: requirements("chain"), codes: [] },
  {
    name: "compile-conflict",
    args: ["pip", "compile", "requirements.txt"],
    files: requirements("needs-old", "needs-new==1.0"),
    codes: ["conflict"],
  },
  {
    name: "lock-changed",
    before: [["lock"], ["add", "--frozen", "shared-lib<2"]],
    args: ["lock"],
    files: project("chain"),
    codes: [],
  },
  {
    name: "lock-verbose",
    args: ["lock", "-v"],
    files: project("chain", "wavering; python_version < '3.13'", "shared-lib<2"),
    codes: [],
  },
  {
    name: "lock-split",
    args: ["lock"],
    files: project("picky; sys_platform == 'linux'", "shared-lib>=2"),
    codes: ["conflict"],
  },
  {
    name: "sync-python",
    args: ["sync", "--python", "/usr/bin/python3"],
    files: futureProject,
    codes: ["requires-python"],
  },
  { name: "lock", args: ["lock"], files: project("chain"), codes: [] },
  { name: "lock-conflict", args: ["lock"], files: project("needs-old", "needs-new"), codes: ["conflict"] },
  { name: "sync", args: ["sync"], files: project("chain"), codes: [] },
  {
    name: "sync-json",
    args: ["sync", "--output-format", "json", "--preview"],
    notIn: "0.5.",
    files: project("chain"),
    codes: [],
  },
  { name: "sync-build-failed", args: ["sync"], files: project("headerbad"), codes: ["build-failed"] },
  {
    name: "conflict",
    args: INSTALL,
    files: requirements("# two that disagree", "needs-old", "needs-new==1.0"),
    codes: ["conflict"],
  },
  {
    name: "conflict-requested",
    args: INSTALL,
    files: requirements("needs-new", "shared-lib <2  # for the old API"),
    codes: ["conflict"],
  },
  {
    name: "conflict-constraint",
    args: [...INSTALL, "-c", "constraints.txt"],
    files: { ...requirements("needs-new"), "constraints.txt": "shared-lib<2\n" },
    codes: ["conflict"],
  },
  {
    name: "conflict-deep",
    args: INSTALL,
    files: requirements("picky", "shared-lib>=2"),
    codes: ["conflict"],
  },
  { name: "backtrack-verbose", args: [...INSTALL, "-v"], files: requirements("wavering", "shared-lib<2"), codes: [] },
  {
    name: "conflict-verbose",
    args: [...INSTALL, "-v"],
    files: requirements("picky", "shared-lib>=2"),
    codes: ["conflict"],
  },
  noMatch("absent", "no-such-project>=1"),
  noMatch("versions", "purepkg==9"),
  noMatch("python", "toonew"),
  noMatch("python-mixed", "pymixed>=3"),
  noMatch("platform", "winonly"),
  noMatch("abi", "oldabi"),
  noMatch("yanked", "onlyyanked>1"),
  noMatch("transitive", "needs-missing"),
  noMatch("prerelease", "needs-beta"),
  {
    name: "no-match-wheel",
    args: [...INSTALL, "--only-binary", ":all:"],
    files: requirements("puresdist"),
    codes: ["no-matching-distribution"],
  },
  { name: "extra-missing", args: INSTALL, files: requirements("purepkg[nope]"), codes: ["extra-missing"] },
  { name: "yanked", args: INSTALL, files: requirements("yankedpkg==1.1"), codes: ["yanked"] },
  {
    name: "hash-mismatch",
    args: INSTALL,
    files: requirements(`purepkg==1.0.0 --hash=sha256:${ZEROS}`),
    codes: ["hash-mismatch"],
  },
  {
    name: "hash-missing",
    args: [...INSTALL, "--require-hashes"],
    files: requirements("purepkg==1.0.0", "shared-lib==1.0"),
    codes: ["hash-missing"],
  },
  build("build-failed-header", "headerbad"),
  build("build-failed-gcc", "cbad"),
  build("build-failed-module", "nomodule"),
  build("build-failed-killed", "killed"),
  build("build-failed-metadata", "olderbad"),
  {
    name: "build-metadata-verbose",
    args: [...INSTALL, "-v"],
    files: requirements("older", "wavering", "shared-lib<2"),
    codes: [],
  },
  build("build-failed-install", "depconflict"),
  {
    name: "build-failed-local",
    args: ["pip", "install", "."],
    files: {
      "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "none"\nbackend-path = ["."]\n',
      "none.py": "1 / 0\n",
    },
    codes: ["build-failed"],
  },
  build("build-failed-dependency", "depbad"),
  build("build-spoof", "spoofer"),
  {
    name: "build-failed-verbose",
    args: [...INSTALL, "-v"],
    files: requirements("headerbad"),
    codes: ["build-failed"],
  },
  { name: "network-dead", args: INSTALL, files: requirements("purepkg"), index: "dead", codes: ["network"] },
  {
    name: "network-offline",
    args: [...INSTALL, "--offline"],
    files: requirements("purepkg"),
    codes: ["no-matching-distribution", "network"],
  },
  {
    name: "network-status",
    args: INSTALL,
    files: requirements("purepkg"),
    faults: { "/simple/purepkg/": { kind: "status", status: 503 } },
    codes: ["network"],
  },
  {
    name: "network-file",
    args: INSTALL,
    files: requirements("purepkg==1.0.0"),
    faults: { "/files/purepkg-1.0.0-py3-none-any.whl": { kind: "status", status: 500 } },
    codes: ["network"],
  },
  {
    name: "network-401",
    args: INSTALL,
    files: requirements("purepkg"),
    auth: true,
    codes: ["no-matching-distribution", "network"],
  },
  { name: "usage", args: ["pip", "install", "-r", "no-such-file.txt"], codes: [] },
];

function noMatch(name: string, line: string): UvScenario {
  return { name: `no-match-${name}`, args: INSTALL, files: requirements(line), codes: ["no-matching-distribution"] };
}

function build(name: string, packageName: string): UvScenario {
  return { name, args: INSTALL, files: requirements(packageName), codes: ["build-failed"] };
}

/** What a backend can print to be taken for uv with `-v`. */
const SPOOFED_DEBUG = `Selecting: evil==1.0 [compatible] (evil-1.0-py3-none-any.whl)
Adding direct dependency: evil
uv 9.9.9
 + evil==1.0
error: No solution found when resolving dependencies
`;

/** Metadata before 2.2, which says nothing of what is final: uv must ask the backend while it resolves. */
function makeOlderSdist(project: EchoProject): TestProject {
  const release = { name: project.name, version: "1.0" };
  const pkgInfo = `Metadata-Version: 1.2\nName: ${project.name}\nVersion: 1.0\n`;
  return { name: project.name, files: [makeSdist(release, { ...makeEchoMembers(project), "PKG-INFO": pkgInfo })] };
}

/** The projects of pip's recordings, and those that show what uv alone says. */
export function uvProjects(): TestProject[] {
  const wheel = (name: string, version: string, requires: string[] = [], tags = "py3-none-any") =>
    makeWheel({ name, version, requires }, tags, { [`${name}.py`]: "" });
  return [
    ...recordingProjects(),
    makeOlderSdist({ name: "older", step: "metadata", output: SPOOFED_DEBUG, end: "ok" }),
    makeOlderSdist({ name: "olderbad", step: "metadata", output: METADATA_WITHOUT_PG_CONFIG, end: "exit" }),
    makeOlderSdist({ name: "depconflict", step: "wheel", output: "", end: "ok", requires: ["needs-old", "needs-new"] }),
    { name: "needs-beta", files: [wheel("needs-beta", "1.0", ["betaonly>1"])] },
    { name: "winonly", files: [wheel("winonly", "1.0", [], "cp311-cp311-win_amd64")] },
    { name: "oldabi", files: [wheel("oldabi", "1.0", [], "cp36-cp36m-manylinux_2_17_x86_64")] },
    { name: "betaonly", files: [wheel("betaonly", "1.0"), wheel("betaonly", "2.0b1")] },
    { name: "picky", files: ["1.0", "1.1", "1.2", "1.3"].map((version) => wheel("picky", version, ["shared-lib<2"])) },
    {
      name: "wavering",
      files: [
        wheel("wavering", "1.0", ["shared-lib"]),
        ...["1.1", "1.2", "1.3"].map((version) => wheel("wavering", version, ["shared-lib>=2"])),
      ],
    },
  ];
}
