import { MANIFEST_NAME, type Manifest, type ManifestTarget, writeManifest } from "../../core/store/manifest.ts";
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

/** Only wheels of this resolution enter. Hard links where the file system has them, so no disk is needed twice. */
export async function stageWheelhouse(
  context: TargetContext,
  target: ManifestTarget,
  acquired: readonly Acquired[],
): Promise<StagedWheelhouse> {
  const { files, host } = context.ports;
  const folder = `${context.work}/wheelhouse`;
  const wheels = acquired.flatMap(({ wheel }) => (wheel === null ? [] : [wheel]));
  for (const { path, entry } of wheels) await files.place(path, `${folder}/${entry.file}`);
  const entries = [...wheels.map(({ entry }) => entry)].sort((a, b) => (a.file < b.file ? -1 : 1));
  const manifest: Manifest = { schema: 1, target, trust: host.trust.class, wheels: entries };
  await files.writeFile(`${folder}/${MANIFEST_NAME}`, writeManifest(manifest));
  return { folder, manifest, manifestSha256: (await files.digest(`${folder}/${MANIFEST_NAME}`)).sha256 };
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
