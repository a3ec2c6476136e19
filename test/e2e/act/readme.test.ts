import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runAct } from "../../rig/act/run-act.ts";
import { type ActionsService, startActionsService } from "../../rig/actions-service/index.ts";
import { type GithubRest, startGithubRest } from "../../rig/github-rest/index.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { makeProject, type Project } from "../../rig/harness/project.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { ACTION } from "../harness/world.ts";
import { namedBlock } from "../static/readme-blocks.ts";

const WORKFLOW = ".github/workflows/wheels.yml";

let actions: ActionsService;
let github: GithubRest;
let index: SimpleIndex;
let action: string;
let project: Project | null;
beforeEach(async () => {
  project = null;
  [actions, github, index] = await Promise.all([
    startActionsService(),
    startGithubRest(),
    startSimpleIndex({ projects: buildProjects() }),
  ]);
  github.addPullRequest({ number: 7 });
  // What a runner has of an action: its files, and nothing of this checkout's dependencies.
  action = mkdtempSync(join(tmpdir(), "action-"));
  cpSync(ACTION, join(action, "action.yml"));
  cpSync(join(dirname(ACTION), "dist"), join(action, "dist"), { recursive: true });
});
afterEach(async () => {
  await Promise.all([actions.close(), github.close(), index.close(), project?.remove()]);
  rmSync(action, { recursive: true });
});

/** Runs a workflow of the README as it stands there, in a repository with these requirements. */
async function runBlock(name: string, requirements: string) {
  const workflow = namedBlock("README.md", "workflow", name);
  project = await makeProject({ [WORKFLOW]: workflow, "requirements.txt": requirements });
  return runAct({
    workflow: WORKFLOW,
    event: pullRequestEvent({ sha: project.sha }),
    cwd: project.workspace,
    services: { actions, github },
    repositories: { "wheelhouse-action/wheelhouse": action },
    env: { PIP_INDEX_URL: index.url, PIP_CONFIG_FILE: "/dev/null" },
  });
}

const succeeded = (log: string) => log.split("\n").filter((line) => line.includes("Job succeeded")).length;

describe("the README's workflows, unchanged, under act", () => {
  it("two jobs: the second installs from the wheelhouse.tgz of the first", async () => {
    const { code, log } = await runBlock("two-jobs", "purepkg\ncext\nchain\n");
    expect([code, log]).toEqual([0, expect.stringContaining("Successfully installed")]);
    expect(log).toMatch(/Successfully installed cext-0\.1\.0 chain-1\.0 purepkg-1\.1\.0 puresdist-0\.3\.0/);
    expect(succeeded(log)).toBe(2);
    expect(actions.artifacts.map(({ name, state }) => [name.startsWith("wheelhouse-"), state])).toEqual([
      [true, "finalized"],
    ]);
    expect(actions.requests.map(({ operation }) => operation)).toContain("GetSignedArtifactURL");
    expect(actions.entries).toHaveLength(1);
    // The second job took nothing from the index: each file was fetched once.
    const files = index.requests.filter(({ kind }) => kind === "file").map(({ path }) => path);
    expect(files).toHaveLength(new Set(files).size);
  });

  it("one step: builds, saves, and fails with a comment when requirements conflict", async () => {
    const good = await runBlock("one-step", "purepkg\ncext\n");
    expect([good.code, good.log]).toEqual([0, expect.stringContaining("Saved the wheelhouse")]);
    expect(succeeded(good.log)).toBe(1);
    expect(github.world.comments).toEqual([]);
    await project?.remove();

    const bad = await runBlock("one-step", "needs-old\nneeds-new\n");
    expect([bad.code, bad.log]).toEqual([1, expect.stringContaining("Job failed")]);
    expect(github.world.comments.map(({ body }) => body)).toEqual([expect.stringContaining("shared-lib")]);
    expect(github.violations).toEqual([]);
  });

  it("check: fails on a requirement without a wheel, for targets that are not this machine", async () => {
    const good = await runBlock("check", "purepkg\nmanypkg\n");
    expect([good.code, good.log]).toEqual([0, expect.stringContaining("every package has a wheel")]);
    await project?.remove();

    const bad = await runBlock("check", "purepkg\ntoonew\n");
    expect([bad.code, bad.log]).toEqual([1, expect.stringContaining("Job failed")]);
    expect(github.world.comments.map(({ body }) => body)).toEqual([expect.stringContaining("toonew")]);
    expect(index.requests.map(({ kind }) => kind)).not.toContain("file");
    expect(actions.entries).toHaveLength(0);
  });
});
