import { WheelhouseError } from "../../core/error.ts";
import { normalizePath } from "../../core/inputs/include-path.ts";
import type { Files } from "../../ports/files.ts";

/** Larger than any requirements file that a person or a tool writes. */
const FILE_LIMIT = 16 * 1024 * 1024;

/** Errors name the file as the user does. */
export async function readAs(files: Files, path: string, absolute: string, limit = FILE_LIMIT): Promise<Uint8Array> {
  try {
    return await files.readFile(absolute, { limit });
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    throw new WheelhouseError(error.code, error.message.replaceAll(absolute, path), { hint: error.hint, cause: error });
  }
}

/** Places name files as they are seen from the working directory. */
export function relativePath(path: string, workingDirectory: string): string {
  const normalized = normalizePath(path);
  const inside = `${workingDirectory}/`;
  return normalized.startsWith(inside) ? normalized.slice(inside.length) : normalized;
}
