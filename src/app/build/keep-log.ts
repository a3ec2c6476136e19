import type { TargetContext } from "./context.ts";
import { readable } from "./readable.ts";

/** Compilers that are asked to be verbose write gigabytes; more than this would be held in memory several times over. */
const LOG_LIMIT = 64 * 1024 * 1024;

/**
 * Moves a log of pip's from the work folder to the output's `logs/`, with the names of copies turned back into the user's and
 * every credential masked. Of a log that is too long the middle is left out. Returns its path relative to the output folder.
 */
export async function keepLog(context: TargetContext, raw: string, name: string): Promise<string> {
  const { files } = context.ports;
  const relative = `logs/${context.options.targets.length > 1 ? `${context.target}/` : ""}${name}`;
  const stat = await files.stat(raw);
  const bytes = stat === null ? new Uint8Array() : await files.readEnds(raw, LOG_LIMIT);
  const text = new TextDecoder().decode(bytes);
  const clean = readable(context, text);
  // Untouched bytes stay as they are, also those that are no UTF-8.
  await files.writeFile(`${context.output}/${relative}`, clean === text ? bytes : clean);
  await files.remove(raw);
  return relative;
}
