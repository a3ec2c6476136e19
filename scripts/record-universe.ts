/**
 * Writes `bench/resolve/universe.json.gz`: what the index that this machine is configured for says of the projects that the
 * sets of `bench/resolve/sets.ts` pull in. uv and our own solver resolve the sets through a mirror that takes notes of the
 * projects and versions they ask for; then the METADATA of more versions of these projects is read, a few at a time. What was
 * read is kept in `tmp/record-universe`: a recording that was stopped goes on where it was.
 *
 *   node scripts/record-universe.ts
 */
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { heavySets } from "../bench/resolve/sets.ts";
import { packUniverse } from "../bench/resolve/universe-file.ts";
import { makeIndexClient } from "../src/adapters/node/index-client.ts";
import { realIndexUrl } from "../test/e2e/index/real-index.ts";
import { ourClosure, uvClosure } from "../test/rig/real/closures.ts";
import { startMirror } from "../test/rig/real/mirror.ts";
import { openPublicIndex, type PublicIndex } from "../test/rig/real/public-index.ts";
import { targetOf } from "../test/rig/resolve/problem.ts";
import { type ChosenVersion, chooseVersions } from "./record-universe/choose.ts";
import { freezeVersions } from "./record-universe/freeze.ts";
import { keeping } from "./record-universe/keeping.ts";
import { noting } from "./record-universe/noting.ts";

const UV = "0.13.8";
const TARGET = targetOf({ platform: "linux/amd64", python: "3.11.7", libc: "manylinux_2_36" });
/** Requests under way: somebody else's index is not to feel it. */
const AT_A_TIME = 4;
const KEPT = join(import.meta.dirname, "../tmp/record-universe");
const HOW =
  "uv and the solver resolved the sets through a mirror. Of the projects they asked for: every version that they read, and the newest. Each has its own METADATA.";
const FILE = join(import.meta.dirname, "../bench/resolve/universe.json.gz");

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "record-universe-"));
  const index = keeping(await openPublicIndex(realIndexUrl(folder)), KEPT);
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
    const chosen = chooseVersions(notes);
    console.log(`${chosen.length} versions to be recorded`);
    await readAll(chosen, noted);
    const { projects, leftOut } = freezeVersions(chosen, notes.metadata);
    const packed = packUniverse({ recorded: new Date().toISOString().slice(0, 10), how: HOW, projects });
    const bytes = gzipSync(packed, { level: 9 });
    await writeFile(`${FILE}.part`, bytes);
    await rename(`${FILE}.part`, FILE);
    const versions = Object.values(projects).flat().length;
    console.log(`${Object.keys(projects).length} projects, ${versions} versions, ${bytes.length} bytes`);
    if (leftOut.length > 0) console.log(`left out, as their METADATA is not their own: ${leftOut.join(", ")}`);
  } finally {
    await session.close();
    await mirror.close();
    await index.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of each version that no resolver read; what cannot be read is left out later. */
async function readAll(chosen: readonly ChosenVersion[], index: PublicIndex): Promise<void> {
  const queue = chosen.values();
  let done = 0;
  const reader = async (): Promise<void> => {
    for (const { read } of queue) {
      const { filename, url, coreMetadata } = read;
      const file = { key: filename, filename, url, hasMetadata: coreMetadata !== null };
      await index.metadataOf(file).catch((error: unknown) => console.log(String(error)));
      done += 1;
      if (done % 250 === 0) console.log(`${done} of ${chosen.length} METADATA`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, reader));
}

await main();
