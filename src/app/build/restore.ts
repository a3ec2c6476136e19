import { parseWheelFilename } from "../../core/pep/wheel-filename.ts";
import { type CacheKey, cacheKey } from "../../core/store/key.ts";
import type { Manifest, ManifestTarget, ManifestWheel } from "../../core/store/manifest.ts";
import { readableClasses, type TrustClass } from "../../core/store/trust.ts";
import type { RestoredWheel } from "./context.ts";
import type { BuildPorts } from "./ports.ts";

export interface Restored {
  readonly hit: boolean;
  readonly key: string | null;
  readonly bytes: number;
  /** One sentence when there is something to say. */
  readonly reason: string | null;
  readonly wheels: ReadonlyMap<string, RestoredWheel>;
}

/** The newest wheelhouse of this target that this run may read, unpacked into `folder` and verified. Never rejects. */
export async function restoreWheelhouse(
  ports: BuildPorts,
  { target, scope }: { readonly target: ManifestTarget; readonly scope: string },
  tags: ReadonlySet<string>,
  folder: string,
): Promise<Restored> {
  const { trust } = ports.host;
  if (!trust.mayRestore) return nothing(trust.reason);
  const found = await ports.cache.restore(lookupKey(ports, target, scope), `${folder}/cache`);
  if (found.kind === "miss") return nothing(null);
  if (found.kind === "unavailable") return nothing(found.reason);
  const reading = await ports.packs.readPack(found.pack, `${folder}/restored`);
  if (reading.kind === "refused") {
    ports.log.warning(reading.reason);
    return nothing(reading.reason);
  }
  const stranger = findStranger(reading.manifest, ports, target);
  if (stranger !== null) {
    ports.log.warning(stranger);
    return nothing(stranger);
  }
  const wheels = new Map<string, RestoredWheel>();
  const dropped = reading.dropped.map(({ file, reason }) => `${file} was not used: ${reason}.`);
  for (const { wheel, path } of reading.wheels) {
    const admitted = admit(wheel, path, trust.class, tags);
    if (typeof admitted === "string") dropped.push(`${wheel.file} was not used: ${admitted}.`);
    else wheels.set(wheel.sha256, admitted);
  }
  for (const sentence of dropped) ports.log.warning(sentence);
  return {
    hit: true,
    key: found.key,
    bytes: found.bytes,
    reason: dropped.length > 0 ? dropped.join(" ") : null,
    wheels,
  };
}

/** The wheel as this run may use it, or why it may not. */
function admit(
  wheel: ManifestWheel,
  path: string,
  trust: TrustClass,
  tags: ReadonlySet<string>,
): RestoredWheel | string {
  if (wheel.origin === "built" && !readableClasses(trust).includes(wheel.trust)) {
    return `it was built in the class ${wheel.trust}`;
  }
  const name = parseWheelFilename(wheel.file);
  if (!name.ok || !name.value.tags.some((tag) => tags.has(tag))) return "it does not fit the target";
  const { file: filename, sha256, bytes } = wheel;
  const sdistSha256 = wheel.origin === "built" ? (wheel.sdist?.sha256 ?? null) : null;
  return { wheel, held: { filename, path, sha256, bytes, project: name.value.name, sdistSha256 } };
}

/**
 * A key is chosen by whoever holds a token that writes, so the manifest itself must be of this target and of a trust class
 * that this run reads.
 */
function findStranger(manifest: Manifest, ports: BuildPorts, target: ManifestTarget): string | null {
  const { trust } = ports.host;
  if (!readableClasses(trust.class).includes(manifest.trust)) {
    return `The restored wheelhouse was not used: it is of the class ${manifest.trust}, which this run (${trust.class}) does not read.`;
  }
  const isOurs = fieldsOf(manifest.target).every((field, index) => field === fieldsOf(target)[index]);
  return isOurs ? null : "The restored wheelhouse was not used: it is of another target.";
}

function fieldsOf({ os, arch, libc, python }: ManifestTarget): readonly (string | null)[] {
  return [os, arch, libc?.name ?? null, libc?.version ?? null, python];
}

/** Any contents will do: what fits is decided wheel by wheel. */
function lookupKey(ports: BuildPorts, target: ManifestTarget, scope: string): CacheKey {
  return cacheKey({ target, trust: ports.host.trust.class, scope, contents: null });
}

function nothing(reason: string | null): Restored {
  return { hit: false, key: null, bytes: 0, reason, wheels: new Map() };
}
