/**
 * Writes `bench/resolve/universe.json.gz`: what the index that this machine is configured for says of the projects that the
 * sets of `bench/resolve/sets.ts` pull in. uv and our own solver resolve the sets through a mirror that takes notes; nothing
 * is asked but what they ask.
 *
 *   node scripts/record-universe.ts
 */
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { heavySets } from "../bench/resolve/sets.ts";
import { packUniverse } from "../bench/resolve/universe-file.ts";
import { makeIndexClient } from "../src/adapters/node/index-client.ts";
import { realIndexUrl } from "../test/e2e/index/real-index.ts";
import { ourClosure, uvClosure } from "../test/rig/real/closures.ts";
import { startMirror } from "../test/rig/real/mirror.ts";
import { openPublicIndex } from "../test/rig/real/public-index.ts";
import { targetOf } from "../test/rig/resolve/problem.ts";
import { freezeProjects } from "./record-universe/freeze.ts";
import { noting } from "./record-universe/noting.ts";

const UV = "0.13.8";
const TARGET = targetOf({ platform: "linux/amd64", python: "3.11.7", libc: "manylinux_2_36" });
const FILE = join(import.meta.dirname, "../bench/resolve/universe.json.gz");

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "record-universe-"));
  const index = await openPublicIndex(realIndexUrl(folder));
  const { index: noted, notes } = noting(index);
  const mirror = await startMirror(noted);
  const settings = { indexUrls: [mirror.url], findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null };
  const { signal } = new AbortController();
  const session = await makeIndexClient({ environment: {} }).open({ settings, cacheFolder: null, signal });
  try {
    for (const { name, lines, unsatisfiable } of heavySets) {
      for (const wanted of [lines, [...lines, ...unsatisfiable]]) {
        const question = { lines: wanted, target: TARGET, indexUrl: mirror.url, folder };
        const theirs = await uvClosure(UV, question);
        const ours = await ourClosure(question, session, "uv");
        const told = [theirs, ours].map((one) =>
          typeof one === "string" ? one.slice(0, 200) : `${one.size} packages`,
        );
        console.log(`${name}: uv ${told[0]}; ours ${told[1]}; ${notes.metadata.size} METADATA so far`);
      }
    }
    const projects = freezeProjects(notes);
    const versions = Object.values(projects).flat();
    const read = versions.filter(({ isRead }) => isRead).length;
    const how =
      "uv and the solver resolved the sets through a mirror. METADATA was read where they asked for it; other versions have what the nearest of those requires.";
    const bytes = packUniverse({ recorded: new Date().toISOString().slice(0, 10), how, projects });
    await writeFile(`${FILE}.part`, bytes);
    await rename(`${FILE}.part`, FILE);
    console.log(
      `${Object.keys(projects).length} projects, ${versions.length} versions, ${read} read, ${bytes.length} bytes`,
    );
  } finally {
    await session.close();
    await mirror.close();
    await index.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
