import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

let index: SimpleIndex;
let folder: string;
beforeAll(async () => {
  index = await startSimpleIndex({ projects: buildProjects() });
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-told-"));
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

it("says which file was found, and warns of what in it could not be told", async () => {
  const told: string[] = [];
  const tell = (kind: string) => (text: string) => told.push(`${kind} ${text}`);
  const log = { stage: tell("stage"), info: tell("info"), warning: tell("warning"), foreign() {}, debug() {} };
  const dockerfile = "FROM x AS app\nRUN pip install purepkg manypkg==$VERSION && poetry install\n";
  await writeFile(join(folder, "Dockerfile"), dockerfile);
  const raw = { "index-url": index.url, target: ["cp312-manylinux_2_28_aarch64"] };
  const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const ports = makeCheckPorts({ HOME: folder, PIP_CONFIG_FILE: "/dev/null" }, log, new AbortController().signal);
  const { report } = await runCheck(options.value.check, { ...ports, cacheFolder: null });
  expect(report.targets[0]?.packages.map(({ name, requestedBy }) => [name, requestedBy])).toEqual([
    ["purepkg", [{ file: "Dockerfile", line: 2, column: 17 }]],
  ]);
  expect(told.slice(0, 3)).toEqual([
    "stage No file was named: Dockerfile is read.",
    "warning Dockerfile:2: manypkg==$VERSION is decided in the build (a variable or the output of a command)",
    "info Dockerfile:2: Poetry installs what poetry.lock says: check that file too",
  ]);
});
