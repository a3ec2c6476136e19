import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIndexClient } from "../../src/adapters/node/index-client.ts";
import { runCheck } from "../../src/app/check.ts";
import { parseOptions } from "../../src/core/options/parse.ts";
import type { BuildReport } from "../../src/core/report/model.ts";
import type { Universe } from "../../src/core/resolve/universe.ts";
import { makeCheckPorts } from "../../src/entry/check-ports.ts";
import { universeProjects } from "./resolver-tools/universe-projects.ts";
import { startSimpleIndex } from "./simple-index/simple-index.ts";

const SILENT = { stage() {}, info() {}, warning() {}, foreign() {}, debug() {} };

/** What a check of these files says of a universe that a loopback index serves. Options as those of the command. */
export async function checkUniverse(
  packages: Universe["packages"],
  files: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<BuildReport> {
  const folder = await mkdtemp(join(tmpdir(), "wheelhouse-check-"));
  const index = await startSimpleIndex({ projects: universeProjects({ packages }) });
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const raw = { "index-url": index.url, target: ["cp312-manylinux_2_28_aarch64"], ...options };
    const parsed = parseOptions(raw, { door: "cli", currentDirectory: folder });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const environment = { HOME: folder, PIP_CONFIG_FILE: "/dev/null" };
    const ports = makeCheckPorts(environment, SILENT, new AbortController().signal);
    const client = makeIndexClient({ environment, limits: { retries: 0, retrySeconds: 1 } });
    return (await runCheck(parsed.value.check, { ...ports, index: client, cacheFolder: null })).report;
  } finally {
    await index.close();
    await rm(folder, { recursive: true });
  }
}
