import { buildProjects } from "../../test/rig/projects/build-projects.ts";
import { makeWheel, type TestProject } from "../../test/rig/projects/project.ts";
import type { Fault } from "../../test/rig/simple-index/faults.ts";
import { makeEchoProject } from "./echo-project.ts";
import {
  EMULATOR_CRASH,
  METADATA_WITHOUT_PG_CONFIG,
  MISSING_PYTHON_H,
  NO_COMPILER,
  REFUSED_SOURCE,
  SPOOF,
} from "./outputs.ts";

/** One run of pip to record. It becomes two cases: console text, and the file of `--log`. */
export interface Scenario {
  readonly name: string;
  /** `install` is `install --dry-run --ignore-installed --report`, `wheel` is `wheel --no-deps`. */
  readonly command: "install" | "wheel";
  readonly args: readonly string[];
  /** Files of the project, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of the index that are put into the project. */
  readonly local?: readonly string[];
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Instead of the test index: an address where nothing listens. */
  readonly deadIndex?: boolean;
  /** The package whose build is recorded. */
  readonly build?: { readonly name: string; readonly version: string; readonly lane?: "native" | "emulated" };
  /** Codes of the findings that follow from the log. */
  readonly codes: readonly string[];
  /** From the console text, when it says less than the file of `--log`. */
  readonly consoleCodes?: readonly string[];
}

const requirements = (...lines: string[]): Readonly<Record<string, string>> => ({
  "requirements.txt": `${lines.join("\n")}\n`,
});
const R = ["-r", "requirements.txt"];
const ZEROS = "0".repeat(64);

export const SCENARIOS: readonly Scenario[] = [
  { name: "ok", command: "install", args: R, files: requirements("chain", "purepkg>=1"), codes: [] },
  { name: "build-ok", command: "wheel", args: ["quietbuild"], codes: [] },
  build("build-failed-header", "headerbad"),
  build("build-failed-compiler-missing", "nocompiler"),
  build("build-failed-source", "refused"),
  build("build-failed-module", "nomodule"),
  build("build-failed-killed", "killed"),
  build("build-failed-dependency", "depbad"),
  build("build-failed-emulator", "crashing", "emulated"),
  build("build-spoof", "spoofer"),
  {
    name: "build-failed-metadata",
    command: "install",
    args: R,
    files: requirements("metabad"),
    codes: ["build-failed"],
  },
  {
    name: "conflict",
    command: "install",
    args: R,
    files: requirements("# two that disagree", "needs-old", "needs-new==1.0"),
    codes: ["conflict"],
  },
  {
    name: "conflict-requested",
    command: "install",
    args: R,
    files: requirements("needs-new", "shared-lib <2  # for the old API"),
    codes: ["conflict"],
  },
  {
    name: "conflict-constraint",
    command: "install",
    args: [...R, "-c", "constraints.txt"],
    files: { ...requirements("needs-new"), "constraints.txt": "shared-lib<2\n" },
    codes: ["conflict"],
  },
  noMatch("absent", "no-such-project>=1"),
  noMatch("versions", "purepkg==9"),
  noMatch("python", "toonew"),
  noMatch("python-mixed", "pymixed>=3"),
  noMatch("yanked", "onlyyanked>1"),
  noMatch("transitive", "needs-missing"),
  {
    name: "hash-mismatch",
    command: "install",
    args: R,
    files: requirements(`purepkg==1.0.0 --hash=sha256:${ZEROS}`),
    codes: ["hash-mismatch"],
  },
  {
    name: "hash-missing",
    command: "install",
    args: ["--require-hashes", ...R],
    files: requirements("purepkg==1.0.0", "shared-lib==1.0"),
    codes: ["hash-missing"],
  },
  {
    name: "hash-unpinned",
    command: "install",
    args: R,
    files: requirements(`needs-old==1.0 --hash=sha256:${needsOldDigest()}`),
    codes: ["hash-missing"],
  },
  { name: "yanked", command: "install", args: R, files: requirements("yankedpkg==1.1"), codes: ["yanked"] },
  {
    name: "requires-python",
    command: "install",
    args: R,
    files: requirements("./toonew-1.0-py3-none-any.whl"),
    local: ["toonew-1.0-py3-none-any.whl"],
    codes: ["requires-python"],
  },
  {
    name: "network-dead",
    command: "install",
    args: R,
    files: requirements("purepkg"),
    deadIndex: true,
    codes: ["no-matching-distribution", "network"],
  },
  {
    name: "network-status",
    command: "install",
    args: R,
    files: requirements("purepkg"),
    faults: { "/simple/purepkg/": { kind: "status", status: 503 } },
    codes: ["no-matching-distribution", "network"],
    consoleCodes: ["no-matching-distribution"],
  },
];

function build(name: string, project: string, lane: "native" | "emulated" = "native"): Scenario {
  return {
    name,
    command: "wheel",
    args: [project],
    build: { name: project, version: "1.0", lane },
    codes: ["build-failed"],
  };
}

function noMatch(name: string, line: string): Scenario {
  return {
    name: `no-match-${name}`,
    command: "install",
    args: R,
    files: requirements("", line),
    codes: ["no-matching-distribution"],
  };
}

/** The rig's projects, and those that only logs need. */
export function recordingProjects(): TestProject[] {
  const wheel = (
    name: string,
    version: string,
    more: { requires?: string[]; requiresPython?: string; yanked?: string },
  ) => makeWheel({ name, version, ...more }, "py3-none-any", { [`${name.replaceAll("-", "_")}.py`]: "" });
  return [
    ...buildProjects(),
    { name: "pymixed", files: [wheel("pymixed", "2.0", {}), wheel("pymixed", "3.0", { requiresPython: ">=3.99" })] },
    { name: "onlyyanked", files: [wheel("onlyyanked", "1.1", { yanked: "leaks memory" })] },
    { name: "needs-missing", files: [wheel("needs-missing", "1.0", { requires: ["no-such-project>=1"] })] },
    makeEchoProject({ name: "quietbuild", step: "wheel", output: "running bdist_wheel\n", end: "ok" }),
    makeEchoProject({ name: "headerbad", step: "wheel", output: MISSING_PYTHON_H, end: "exit" }),
    makeEchoProject({ name: "nocompiler", step: "wheel", output: NO_COMPILER, end: "exit" }),
    makeEchoProject({ name: "refused", step: "wheel", output: REFUSED_SOURCE, end: "exit" }),
    makeEchoProject({ name: "nomodule", step: "wheel", output: "", end: "import no_such_module" }),
    makeEchoProject({ name: "killed", step: "wheel", output: "running build_ext\n", end: "signal 9" }),
    makeEchoProject({ name: "depbad", step: "wheel", output: "", end: "ok", requires: ["no-such-build-dep>=3"] }),
    makeEchoProject({ name: "crashing", step: "wheel", output: EMULATOR_CRASH, end: "exit" }),
    makeEchoProject({ name: "spoofer", step: "wheel", output: SPOOF, end: "exit" }),
    makeEchoProject({ name: "metabad", step: "metadata", output: METADATA_WITHOUT_PG_CONFIG, end: "exit" }),
  ];
}

function needsOldDigest(): string {
  const file = buildProjects().find((project) => project.name === "needs-old")?.files[0];
  return file?.sha256 ?? "";
}
