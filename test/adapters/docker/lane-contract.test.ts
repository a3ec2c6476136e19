import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeNativeLaneProvider } from "../../../src/adapters/node/native-lane.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import { CANARIES, describeLane } from "../../ports/lane-contract.ts";
import { makeBench } from "./open-lane.ts";

const VISIBLE = { PIP_DISABLE_PIP_VERSION_CHECK: "1" };

describeLane("in a container, with a stub of docker", async () => {
  const bench = await makeBench({ environment: { ...CANARIES, ...VISIBLE } });
  const { workFolder, projectFolder } = bench.request();
  return { lane: await bench.open(), workFolder, projectFolder, end: bench.end };
});

describeLane("native", async () => {
  const root = await mkdtemp(join(tmpdir(), "wheelhouse lane-"));
  const [workFolder, projectFolder] = [join(root, "work"), join(root, "project")];
  for (const folder of [workFolder, projectFolder]) await mkdir(folder);
  const environment = { PATH: process.env.PATH, HOME: root, ...CANARIES, ...VISIBLE };
  const lane = await makeNativeLaneProvider({ processes: nodeProcesses, environment }).open({
    ...{ platform: null, python: null, libc: null, image: null, containerNetwork: "bridge" },
    ...{ workFolder, projectFolder, signal: new AbortController().signal },
  });
  return { lane, workFolder, projectFolder, end: () => rm(root, { recursive: true, force: true }) };
});
