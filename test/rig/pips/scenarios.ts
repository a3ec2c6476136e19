import { makeEchoMembers } from "../../../scripts/record-fixture/echo-project.ts";
import { versionProjects } from "./projects.ts";
import type { PipScenario } from "./scenario.ts";

const ZEROS = "0".repeat(64);
const R = ["-r", "requirements.txt"];
/** pip keeps what comes over plain http only from hosts that are trusted. */
const TRUSTED = { PIP_TRUSTED_HOST: "127.0.0.1" };
const projects = versionProjects();

/**
 * The scenarios that are run with every version of pip. The index speaks HTML: there a wheel's sidecar stands under its old
 * and its new name (PEP 658, 714), so that every pip since 22.3 finds it.
 */
export const CORE_SCENARIOS: readonly PipScenario[] = [
  install("ok", "chain", "purepkg>=1"),
  install("conflict", "# two that disagree", "needs-old", "needs-new==1.0"),
  install("failed-build", "purepkg", "headerbad"),
  install("missing", "purepkg", "no-such-project>=1"),
  install("hash-mismatch", `purepkg==1.0.0 --hash=sha256:${ZEROS}`),
  install("backtracking", "picky", "shared-lib>=2"),
].map((scenario) => ({ ...scenario, format: "html" }));

/** Those of which a few versions are recorded. */
export const MORE_SCENARIOS: readonly PipScenario[] = [
  install("missing-transitive", "needs-missing"),
  install("yanked", "yankedpkg==1.1"),
  install("other-python", "pymixed>=3"),
  { ...install("requires-python", "./wheels/toonew-1.0-py3-none-any.whl"), local: ["toonew-1.0-py3-none-any.whl"] },
  install("other-platform", "elsewhere"),
  { ...install("constraint", "needs-new"), ...withConstraint("needs-new", "shared-lib<2") },
  install("failed-metadata", "purepkg", "metabad"),
  install("failed-dependency", "depbad"),
  install("killed-build", "killed"),
  install("extra-missing", "needs-picky"),
  { ...install("progress", "largepkg"), format: "html" },
  { ...plain("installed-conflict", ["install", "shared-lib==2.0"]), before: [{ args: ["install", "needs-old"] }] },
  { ...plain("upgrade", ["install", "--upgrade", "purepkg"]), before: [{ args: ["install", "purepkg==1.0.0"] }] },
  { ...install("satisfied", "purepkg", "shared-lib<2"), before: [{ args: ["install", "purepkg", "shared-lib<2"] }] },
  {
    ...install("cached", "chain", "quietbuild"),
    cache: true,
    env: TRUSTED,
    before: [{ args: ["install", ...R], elsewhere: true }],
  },
  plain("wheel", ["wheel", "--wheel-dir", "wheels", "chain", "depgood"]),
  plain("wheel-failed", ["wheel", "--wheel-dir", "wheels", "quietbuild", "headerbad"]),
  plain("download", ["download", "--dest", "wheels", "chain"]),
  {
    ...plain("wheelhouse", ["install", "--no-index", "--find-links", "wheels", "purepkg"]),
    local: ["purepkg-1.0.0-py3-none-any.whl", "purepkg-1.1.0-py3-none-any.whl"],
  },
  {
    ...plain("wheelhouse-missing", ["install", "--no-index", "--find-links", "wheels", "shared-lib", "purepkg"]),
    local: ["purepkg-1.0.0-py3-none-any.whl"],
  },
  {
    ...install("vcs", "git+file://{root}/repository@v1#egg=vcspkg"),
    repository: makeEchoMembers({ name: "vcspkg", step: "wheel", output: "", end: "ok" }),
  },
  { ...install("notice", "purepkg"), env: { PIP_DISABLE_PIP_VERSION_CHECK: "0" } },
];

export const SCENARIOS: readonly PipScenario[] = [...CORE_SCENARIOS, ...MORE_SCENARIOS];

function plain(name: string, args: readonly string[]): PipScenario {
  return { name, projects, args };
}

function install(name: string, ...lines: readonly string[]): PipScenario {
  return { ...plain(name, ["install", ...R]), files: { "requirements.txt": `${lines.join("\n")}\n` } };
}

function withConstraint(line: string, constraint: string): Pick<PipScenario, "args" | "files"> {
  return {
    args: ["install", ...R, "-c", "constraints.txt"],
    files: { "requirements.txt": `${line}\n`, "constraints.txt": `${constraint}\n` },
  };
}
