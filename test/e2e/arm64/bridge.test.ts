import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { makeDockerLaneProvider } from "../../../src/adapters/docker/lane-provider.ts";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import { logInto } from "../../adapters/docker/open-lane.ts";
import { CANARIES, describeLane } from "../../ports/lane-contract.ts";
import { type Arm64Rig, startArm64Rig } from "../../rig/arm64/index.ts";

let rig: Arm64Rig;

beforeAll(async () => {
  rig = await startArm64Rig((line) => console.error(`arm64: ${line}`), "bridge");
});

afterAll(() => rig?.stop());

/** Docker's usual network, as on a hosted runner: the container reaches this machine by the bridge's gateway only. */
describeLane("in a real arm64 container on the bridge", async () => {
  const root = await mkdtemp(join(tmpdir(), "wheelhouse bridge-"));
  const [workFolder, projectFolder] = [join(root, "work"), join(root, "project")];
  for (const folder of [workFolder, projectFolder]) await mkdir(folder);
  const hostEnvironment = { ...rig.environment, ...CANARIES, PIP_DISABLE_PIP_VERSION_CHECK: "1" };
  const parts = { processes: nodeProcesses, files: nodeFiles, log: logInto([]), hostEnvironment };
  const lane = await makeDockerLaneProvider(parts).open({
    ...{ platform: "linux/arm64", python: null, libc: null, image: rig.image, containerNetwork: "bridge" },
    ...{ workFolder, projectFolder, signal: new AbortController().signal },
  });
  return { lane, workFolder, projectFolder, end: () => rm(root, { recursive: true, force: true }) };
});
