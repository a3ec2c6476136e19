import { type RandomAccess, withFile } from "./random-access.ts";
import { listZip, readZipMember } from "./zip-members.ts";

/**
 * METADATA of a wheel on disk. Null when the file is no wheel that can be read this way (two dist-info folders, a member
 * too large): its metadata is then not offered on its own.
 */
export function readWheelMetadata(path: string): Promise<Uint8Array | null> {
  return withFile(path, metadataIn);
}

/** The one `<name>.dist-info/METADATA` at the top of a wheel; null when there is none, or more than one. */
export async function metadataIn(wheel: RandomAccess): Promise<Uint8Array | null> {
  const members = (await listZip(wheel)) ?? [];
  const [member, ...more] = members.filter(({ name }) => /^[^/]+\.dist-info\/METADATA$/.test(name));
  return member === undefined || more.length > 0 ? null : await readZipMember(wheel, member);
}
