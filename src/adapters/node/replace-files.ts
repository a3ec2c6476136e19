import { randomBytes } from "node:crypto";
import * as fs from "node:fs/promises";
import { dirname, join } from "node:path";
import { WheelhouseError } from "../../core/error.ts";

interface Staged {
  readonly path: string;
  /** The new content, and the old one under a second name. */
  readonly fresh: string;
  readonly old: string;
}

/**
 * Replaces the contents of files that exist, all of them or none; each keeps its mode, and a symbolic link stays one.
 * Everything is staged beside them before the first is renamed; when one cannot be, those before it go back. The old
 * content of one that cannot go back stays where it is, and the error names it.
 * @throws WheelhouseError `not-writable`
 */
export async function replaceFiles(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const staged: Staged[] = [];
  const done: Staged[] = [];
  let stuck: readonly Staged[] = [];
  try {
    for (const [named, content] of files) staged.push(await stage(await fs.realpath(named), content));
    for (const one of staged) {
      await fs.rename(one.fresh, one.path);
      done.push(one);
    }
  } catch (error) {
    stuck = await putBack(done);
    throw notWritable(error, stuck);
  } finally {
    const needless = staged.flatMap((one) => (stuck.includes(one) ? [one.fresh] : [one.fresh, one.old]));
    await Promise.all(needless.map((path) => fs.rm(path, { force: true })));
  }
}

/** Those that could not be. */
async function putBack(done: readonly Staged[]): Promise<readonly Staged[]> {
  const stuck: Staged[] = [];
  for (const one of done) await fs.rename(one.old, one.path).catch(() => stuck.push(one));
  return stuck;
}

function notWritable(error: unknown, stuck: readonly Staged[]): WheelhouseError {
  const reason = error instanceof Error ? error.message : String(error);
  const [message, hint] =
    stuck.length === 0
      ? ["The files cannot be written, and are as they were", "Look at the rights of the files and of their folders."]
      : [
          `The files cannot be written, and ${stuck.map(({ path }) => path).join(", ")} could not be put back`,
          `What they held before: ${stuck.map(({ path, old }) => `${old} is the old ${path}`).join("; ")}.`,
        ];
  return new WheelhouseError("not-writable", `${message}: ${reason}.`, { hint, cause: error });
}

async function stage(path: string, content: Uint8Array): Promise<Staged> {
  const stem = join(dirname(path), `.${randomBytes(6).toString("hex")}`);
  const [fresh, old] = [`${stem}.new.tmp`, `${stem}.old.tmp`];
  try {
    const { mode } = await fs.stat(path);
    // A file that may only be read is not replaced, although its folder would allow it.
    await fs.access(path, fs.constants.W_OK);
    await fs.copyFile(path, old);
    await fs.writeFile(fresh, content, { flag: "wx" });
    for (const made of [fresh, old]) await fs.chmod(made, mode & 0o7777);
    return { path, fresh, old };
  } catch (error) {
    await Promise.all([fresh, old].map((made) => fs.rm(made, { force: true })));
    throw error;
  }
}
