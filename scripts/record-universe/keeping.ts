import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PublicIndex } from "../../test/rig/real/public-index.ts";

/** The index, with METADATA kept in a folder: a recording that was stopped goes on where it was. Pages are asked anew. */
export function keeping(index: PublicIndex, folder: string): PublicIndex {
  mkdirSync(folder, { recursive: true });
  return {
    ...index,
    metadataOf: async (file) => {
      const path = join(folder, `${file.filename}.metadata`);
      const kept = readKept(path);
      if (kept !== null) return kept;
      const text = await index.metadataOf(file);
      writeFileSync(`${path}.part`, text);
      renameSync(`${path}.part`, path);
      return text;
    },
  };
}

function readKept(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
