import {
  MANIFEST_NAME,
  type Manifest,
  type ManifestTarget,
  type ManifestWheel,
  writeManifest,
} from "../../core/store/manifest.ts";
import type { Files } from "../../ports/files.ts";
import type { Acquired } from "./acquire.ts";
import type { TargetContext } from "./context.ts";

/** The finished wheels, put together in the work folder with their manifest, where nobody sees them yet. */
export interface StagedWheelhouse {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Of `wheelhouse.json`. */
  readonly manifestSha256: string;
}

/**
 * Only wheels of this resolution enter, and only with the bytes that were looked at: a later build could have written into
 * the work folder. `changed` are those that differ now. Hard links where the file system has them, so no disk is needed
 * twice.
 */
export async function stageWheelhouse(
  context: TargetContext,
  target: ManifestTarget,
  acquired: readonly Acquired[],
): Promise<StagedWheelhouse & { readonly changed: readonly Acquired[] }> {
  const { files, host } = context.ports;
  const folder = `${context.work}/wheelhouse`;
  const entries: ManifestWheel[] = [];
  const changed: Acquired[] = [];
  await files.makeFolder(folder);
  for (const item of acquired) {
    if (item.wheel === null) continue;
    const { path, entry } = item.wheel;
    const staged = `${folder}/${entry.file}`;
    await files.place(path, staged);
    if ((await files.digest(staged)).sha256 === entry.sha256) {
      entries.push(entry);
    } else {
      await files.remove(staged);
      changed.push(item);
    }
  }
  entries.sort((a, b) => (a.file < b.file ? -1 : 1));
  const manifest: Manifest = { schema: 1, target, trust: host.trust.class, wheels: entries };
  await files.writeFile(`${folder}/${MANIFEST_NAME}`, writeManifest(manifest));
  return { folder, manifest, manifestSha256: (await files.digest(`${folder}/${MANIFEST_NAME}`)).sha256, changed };
}

/** Moves the staged wheelhouse into its place, so that nobody ever sees half of one, and packs it for handing on. */
export async function publishWheelhouse(
  context: TargetContext,
  staged: StagedWheelhouse,
  to: { readonly folder: string; readonly archive: string },
): Promise<void> {
  const { files, packs } = context.ports;
  await replaceFolder(files, staged.folder, to.folder, `${context.work}/replaced`);
  const members = [MANIFEST_NAME, ...staged.manifest.wheels.map(({ file }) => file)];
  await packs.writeTgz({ folder: to.folder, files: members, root: "wheelhouse" }, to.archive);
}

/** A rename cannot replace a folder that holds files, so the old one is moved away first. */
async function replaceFolder(files: Files, staged: string, folder: string, aside: string): Promise<void> {
  const old = await files.stat(folder);
  if (old !== null) await files.move(folder, aside);
  await files.move(staged, folder);
  await files.remove(aside);
}
