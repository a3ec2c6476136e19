import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import type { TestProject } from "../../rig/projects/project.ts";
import { startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

const VERSIONS = 10_000;
/** A sample of the 2,000 that `test/core/resolve/large-universes.test.ts` has: each is a page and a file to be asked for. */
const LINES = 100;
const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-large-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Wheels with METADATA beside them and nothing in them: nobody downloads them. */
function project(name: string, versions: readonly string[], requires: readonly string[] = []): TestProject {
  const files = versions.map((version) => ({
    filename: `${name}-${version}-py3-none-any.whl`,
    bytes: new Uint8Array(),
    sha256: "0".repeat(64),
    requiresPython: null,
    yanked: null,
    metadata: [
      `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
      ...requires.map((one) => `Requires-Dist: ${one}\n`),
    ].join(""),
  }));
  return { name, files };
}

const names = Array.from({ length: LINES }, (_, at) => `p${at}`);
const large = project(
  "large",
  Array.from({ length: VERSIONS }, (_, at) => `1.${at}`),
);
const hub = project("hub", ["1", "2", "3", "4"]);
const projects = [large, hub, ...names.map((name) => project(name, ["1", "2"], ["large"]))];

async function check(lines: readonly string[]) {
  const index = await startSimpleIndex({ projects });
  try {
    await writeFile(join(folder, "requirements.txt"), lines.map((line) => `${line}\n`).join(""));
    const raw = { "index-url": index.url, target: ["cp312-manylinux_2_28_aarch64"] };
    const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
    if (!options.ok) throw new Error(JSON.stringify(options.problems));
    const environment = { HOME: folder, PIP_CONFIG_FILE: "/dev/null" };
    const ports = makeCheckPorts(environment, silent, new AbortController().signal);
    const client = makeIndexClient({ environment });
    const { report } = await runCheck(options.value.check, { ...ports, index: client, cacheFolder: null });
    return { report, requests: index.requests.length };
  } finally {
    await index.close();
  }
}

it("has the answer for many lines and a project with 10,000 versions, and asks for each thing once", async () => {
  const { report, requests } = await check([...names, "large<1.7"]);
  const [target] = report.targets;
  expect(target?.closure?.complete).toBe(true);
  expect(target?.packages.find(({ name }) => name === "large")?.version).toBe("1.6");
  expect(target?.packages).toHaveLength(LINES + 1);
  // A page and the METADATA of one version for each.
  expect(requests).toBeLessThanOrEqual(2 * (LINES + 1) + 2);
});

it("names the two of many lines that contradict each other, and what changes the least", async () => {
  const { report } = await check(["hub<2", ...names, "hub>3"]);
  const places = report.conflicts.map(({ causes }) => causes.flatMap(({ place }) => place?.line ?? []));
  expect(places).toEqual([[1, LINES + 2]]);
  expect(report.fixes[0]?.edits.map(({ after }) => after)).toEqual(["hub<5"]);
});
