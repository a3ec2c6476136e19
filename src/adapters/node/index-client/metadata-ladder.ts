import { fileURLToPath } from "node:url";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { MetadataRead } from "../../../ports/index-client.ts";
import type { Connected } from "../index/connect.ts";
import { fetchMetadata } from "../index/fetch-metadata.ts";
import { fetchWhole } from "../index/fetch-whole.ts";
import { inMemory } from "../index/random-access.ts";
import { connectionTrouble } from "../index/trouble.ts";
import { metadataIn, readWheelMetadata } from "../index/wheel-metadata.ts";

/** A file and its real address. */
export interface AskedFile {
  readonly file: ProjectFile;
  readonly url: URL;
}

type Rung = (connected: Connected, asked: AskedFile) => Promise<Omit<MetadataRead, "reason"> | null>;

/** From cheap to dear. Null: this one does not answer, the next is tried. */
const WHEEL_RUNGS: readonly Rung[] = [metadataFile, wholeWheel];

/** METADATA of a wheel by the cheapest way that works. Rejects only when the session has ended. */
export async function climb(connected: Connected, asked: AskedFile): Promise<MetadataRead> {
  const refusal = asked.url.protocol === "file:" ? null : connected.rules.refusal(asked.url);
  if (refusal !== null) return unknown(`It was not asked for: ${refusal}.`);
  let reason = "No way to its metadata is left: the index has none beside it, and the file itself does not tell.";
  for (const rung of WHEEL_RUNGS) {
    try {
      const read = await rung(connected, asked);
      if (read !== null) return { ...read, reason: null };
    } catch (error) {
      const trouble = connectionTrouble(error, asked.url);
      connected.onTrouble(trouble, null);
      reason = `${trouble.message}.`;
      if (trouble.kind === "unauthorised") break;
    }
  }
  return unknown(reason);
}

async function metadataFile(connected: Connected, { file, url }: AskedFile): ReturnType<Rung> {
  if (file.coreMetadata === null || url.protocol === "file:") return null;
  const bytes = await fetchMetadata(connected, { ...file, url: url.href });
  return bytes === null ? null : { from: "metadata-file", text: decode(bytes), sdist: null };
}

async function wholeWheel(connected: Connected, { file, url }: AskedFile): ReturnType<Rung> {
  const bytes =
    url.protocol === "file:"
      ? await readWheelMetadata(fileURLToPath(url))
      : await metadataIn(inMemory(await fetchWhole(connected, file, url)));
  return bytes === null ? null : { from: "wheel", text: decode(bytes), sdist: null };
}

function unknown(reason: string): MetadataRead {
  return { from: null, text: null, sdist: null, reason };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
