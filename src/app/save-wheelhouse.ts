import type { CacheReport } from "../core/report/model.ts";
import { cacheKey, contentsDigest, keyHolds, renewedKey } from "../core/store/key.ts";
import { MANIFEST_NAME, type Manifest, parseManifest } from "../core/store/manifest.ts";
import type { WheelhouseCache } from "../ports/cache.ts";
import type { Files } from "../ports/files.ts";
import type { Packs } from "../ports/packs.ts";

export interface SavePorts {
  readonly files: Files;
  readonly packs: Packs;
  readonly cache: WheelhouseCache;
}

export interface SaveRequest {
  /** Folder with the wheels and `wheelhouse.json`. */
  readonly folder: string;
  /** Where the pack is written; its file system is the cache's when the cache is a folder. */
  readonly work: string;
  /** `projectScope` of the run. */
  readonly scope: string;
  /** Key of the entry that was restored; null when there was none. */
  readonly restoredKey: string | null;
  /** sha256 of `wheelhouse.json` as the build wrote it; null to trust the folder. A difference means: do not save. */
  readonly manifestSha256: string | null;
}

export interface SaveResult extends Pick<CacheReport, "saved" | "savedBytes" | "reason"> {
  readonly key: string | null;
}

/**
 * Packs a wheelhouse and saves it under the key that its contents give. Wheels that changed after the build are left out.
 * Trouble is a sentence in `reason`; it never rejects for the cache's sake.
 */
export async function saveWheelhouse(ports: SavePorts, request: SaveRequest): Promise<SaveResult> {
  const { files, packs, cache } = ports;
  const path = `${request.folder}/${MANIFEST_NAME}`;
  if ((await files.stat(path)) === null) return unsaved("Nothing was saved: there is no wheelhouse.");
  if (request.manifestSha256 !== null && (await files.digest(path)).sha256 !== request.manifestSha256) {
    return unsaved("Nothing was saved: wheelhouse.json was changed after the build.");
  }
  const manifest = parseManifest(await files.readFile(path));
  if (!manifest.ok) return unsaved(`Nothing was saved. ${manifest.problems.map(({ message }) => message).join(" ")}`);
  if (manifest.value.wheels.length === 0) return unsaved("Nothing was saved: the wheelhouse is empty.");
  if (holdsSame(request.restoredKey, manifest.value)) {
    return { ...unsaved("The restored wheelhouse is up to date."), key: keyOf(manifest.value, request.scope) };
  }
  const pack = `${request.work}/wheelhouse.pack`;
  const packed = await packs.writePack({ manifest: manifest.value, folder: request.folder }, pack);
  const left = packed.dropped.map(({ file, reason }) => `${file} was not saved: ${reason}.`).join(" ");
  const { key, result } = await save(cache, keyOf(packed.manifest, request.scope), pack, request.restoredKey);
  await files.remove(pack);
  if (result.kind === "saved") return { saved: true, savedBytes: result.bytes, reason: left || null, key };
  const reason = result.kind === "exists" ? "An entry with the same wheels is saved already." : result.reason;
  return { ...unsaved([left, reason].filter((text) => text !== "").join(" ")), key };
}

/**
 * When these wheels were saved before but an entry with others is newer, as after a change that was taken back, they are
 * saved once more: else every run from now on would restore the newer entry and build what it lacks.
 */
async function save(cache: WheelhouseCache, key: string, pack: string, restoredKey: string | null) {
  const result = await cache.save(key, pack);
  if (result.kind !== "exists" || result.renewed === true || restoredKey === null) return { key, result };
  const again = renewedKey(key, restoredKey);
  return { key: again, result: await cache.save(again, pack) };
}

function keyOf({ target, trust, wheels }: Manifest, scope: string): string {
  return cacheKey({ target, trust, scope, contents: contentsDigest(wheels) }).key;
}

/** Whether the restored entry has just these wheels, be it in the own trust class or in `default`. */
function holdsSame(restoredKey: string | null, { wheels }: Manifest): boolean {
  return restoredKey !== null && keyHolds(restoredKey, contentsDigest(wheels));
}

function unsaved(reason: string): SaveResult {
  return { saved: false, savedBytes: 0, reason, key: null };
}
