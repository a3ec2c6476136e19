import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import { runCheck } from "../../../src/app/check.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import type { UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { makeCheckPorts } from "../../../src/entry/check-ports.ts";
import { universeProjects } from "../../rig/resolver-tools/universe-projects.ts";
import { startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

const MOST_REQUESTS = 50;
const LENGTH = 26;
const silent = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-plug-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** p0 needs p1, p1 needs p2 …; what the newest versions need of the last decides. */
function chain(last: Readonly<Record<string, UniverseVersion>>): ReturnType<typeof universeProjects> {
  const packages: Record<string, Record<string, UniverseVersion>> = {};
  for (let at = 0; at < LENGTH - 1; at += 1) packages[`p${at}`] = { "1.0": offer(`p${at + 1}`) };
  packages[`p${LENGTH - 1}`] = { ...last };
  return universeProjects({ packages });
}

function offer(...requires: readonly string[]): UniverseVersion {
  return { requires, sdist: false, wheelTags: ["py3-none-any"] };
}

/** What a check of `p0` says with an index that answers so many requests and no more. */
async function checkWith(projects: ReturnType<typeof universeProjects>, downAfter: number) {
  const index = await startSimpleIndex({ projects: [...projects], downAfter });
  const raw = { "index-url": index.url, target: ["cp312-manylinux_2_28_aarch64"] };
  const options = parseOptions(raw, { door: "cli", currentDirectory: folder });
  if (!options.ok) throw new Error(JSON.stringify(options.problems));
  const environment = { HOME: folder, PIP_CONFIG_FILE: "/dev/null" };
  const ports = makeCheckPorts(environment, silent, new AbortController().signal);
  const client = makeIndexClient({ environment, limits: { retries: 0, retrySeconds: 1 } });
  try {
    const { report } = await runCheck(options.value.check, { ...ports, index: client, cacheFolder: null });
    const [target] = report.targets;
    const versions = (target?.packages ?? []).map(({ name, version }) => `${name} ${version}`).sort();
    return {
      isComplete: target?.closure?.complete === true,
      hasConflict: report.conflicts.length > 0,
      versions,
      text: JSON.stringify([target?.closure, report.findings, target?.packages.map(({ verdict }) => verdict)]),
      requests: index.requests.length,
    };
  } finally {
    await index.close();
  }
}

describe("an index that goes down after n requests", () => {
  beforeAll(() => writeFile(join(folder, "requirements.txt"), "p0\n"));
  const numbers = Array.from({ length: MOST_REQUESTS + 1 }, (_, number) => number);

  it("never makes what holds a conflict, nor what is unknown a solution", async () => {
    // 2.0 asks for what is not there, so 1.0 is the answer.
    const projects = chain({ "1.0": offer(), "2.0": offer("p0>=2") });
    const whole = await checkWith(projects, Number.POSITIVE_INFINITY);
    expect(whole).toMatchObject({ isComplete: true, hasConflict: false });
    expect(whole.requests).toBeGreaterThan(MOST_REQUESTS);
    for (const number of numbers) {
      const told = await checkWith(projects, number);
      expect(told, `after ${number} requests`).toMatchObject({ isComplete: false, hasConflict: false });
      expect(told.text, `after ${number} requests`).toMatch(/p\d+/);
    }
  });

  it("never makes a conflict hold", async () => {
    const projects = chain({ "1.0": offer("p0>=2"), "2.0": offer("p0>=3") });
    const whole = await checkWith(projects, Number.POSITIVE_INFINITY);
    expect(whole).toMatchObject({ isComplete: false, hasConflict: true });
    for (const number of numbers) {
      const told = await checkWith(projects, number);
      expect(told, `after ${number} requests`).toMatchObject({ isComplete: false, hasConflict: false });
    }
  });
});
