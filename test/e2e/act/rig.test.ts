import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REQUIRE } from "../../rig/act/doubles.ts";
import { runAct } from "../../rig/act/run-act.ts";
import { type ActionsService, startActionsService } from "../../rig/actions-service/index.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { makeProject, type Project } from "../../rig/harness/project.ts";

/** Uploads the file that its input names, and says so in an output. */
const TOY = `
import { appendFileSync } from "node:fs";
import { DefaultArtifactClient } from "@actions/artifact";
const file = process.env.INPUT_FILE;
const { id } = await new DefaultArtifactClient().uploadArtifact("toy", [process.cwd() + "/" + file], process.cwd());
appendFileSync(process.env.GITHUB_OUTPUT, "artifact-id=" + id + "\\n");
appendFileSync(process.env.GITHUB_STATE, "id=" + id + "\\n");
process.exit(0);
`;

const ACTION = `
name: Toy
inputs: { file: { default: data.txt } }
outputs: { artifact-id: { description: The artifact } }
runs: { using: node24, main: dist/main.mjs, post: dist/post.mjs, post-if: always() }
`;

const WORKFLOW = `
name: CI
on: pull_request
jobs:
  build:
    runs-on: ubuntu-24.04-arm
    strategy: { matrix: { file: [data.txt] } }
    outputs: { id: "\${{ steps.toy.outputs.artifact-id }}" }
    steps:
      - uses: actions/checkout@1d96c772d19495a3b5c517cd2bc0cb401ea0529f # v5
      - uses: ./
        id: toy
        with: { file: "\${{ matrix.file }}" }
  use:
    needs: build
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/setup-python@v6
        with: { python-version: "3" }
      - uses: actions/download-artifact@v5
        with: { name: toy, path: got }
      - run: python -c "print('read', open('got/data.txt').read(), 'of artifact \${{ needs.build.outputs.id }}')"
      - run: test ! -e data.txt && pip --version
`;

let project: Project;
let service: ActionsService;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "toy-"));
  const stdin = { contents: TOY, resolveDir: import.meta.dirname };
  const outfile = join(folder, "main.mjs");
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", banner: REQUIRE, logLevel: "error" });
  project = await makeProject({
    "action.yml": ACTION,
    "data.txt": "42",
    "dist/main.mjs": await readFile(outfile),
    "dist/post.mjs": 'console.log("post of artifact", process.env.STATE_id);',
    ".github/workflows/ci.yml": WORKFLOW,
  });
  await rm(folder, { recursive: true });
  service = await startActionsService();
});
afterEach(async () => {
  await service.close();
  await project.remove();
});

describe("act on this machine", () => {
  it("runs two jobs that pass an artifact, with the local action, its post step and the doubles", async () => {
    const event = pullRequestEvent();
    const workflow = ".github/workflows/ci.yml";
    const { code, log } = await runAct({ workflow, event, cwd: project.workspace, services: { actions: service } });
    expect([code, log]).toEqual([0, expect.stringContaining("read 42 of artifact 1")]);
    expect(log).toContain("post of artifact 1");
    expect(log).toContain("Job succeeded");
    expect(service.artifacts.map(({ name, state }) => [name, state])).toEqual([["toy", "finalized"]]);
    expect(service.requests.map(({ operation }) => operation)).toContain("GetSignedArtifactURL");
  });

  it("reports a job that fails", async () => {
    service.faults.add({ operation: "CreateArtifact", effect: { kind: "status", status: 403 } });
    const workflow = ".github/workflows/ci.yml";
    const run = { workflow, event: pullRequestEvent(), cwd: project.workspace, services: { actions: service } };
    const { code, log } = await runAct(run);
    expect([code, log]).toEqual([1, expect.stringContaining("Failed to CreateArtifact: Received non-retryable error")]);
    expect(log).toContain("Job failed");
    expect(log).not.toContain("[CI/use] ⭐ Run");
  });

  it("refuses a workflow with an action for which nothing stands in", async () => {
    await project.write(
      ".github/workflows/other.yml",
      "jobs: { a: { steps: [{ uses: docker/setup-qemu-action@v4 }] } }",
    );
    const run = { workflow: ".github/workflows/other.yml", event: pullRequestEvent(), cwd: project.workspace };
    await expect(runAct(run)).rejects.toThrow("nothing stands in for docker/setup-qemu-action@v4");
  });
});
