import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * `@actions/cache` packs and unpacks by calling `tar`, with `-P`: an archive of somebody else's could write anywhere. So
 * the only program that it finds is this one. For "create" it answers with a hard link to the pack, for "extract" it
 * moves what was downloaded to where the pack is wanted, and no path of an archive is ever looked at. The archive is
 * searched for in the private folder because the client does not quote paths with blanks.
 */
const PROGRAM = `"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { WHEELHOUSE_PACK: pack, RUNNER_TEMP: temp } = process.env;
// "--posix -cf cache.tgz …", "-xf <path> …", or "-tf <path> …" when the client is in debug mode.
const [operation, archive] = process.argv.slice(2).filter((argument) => argument !== "--posix");
if (operation === "-cf") {
  try {
    fs.linkSync(pack, path.resolve(archive));
  } catch {
    fs.copyFileSync(pack, path.resolve(archive), fs.constants.COPYFILE_EXCL);
  }
} else if (operation === "-xf") {
  const folders = fs.readdirSync(temp).filter((folder) => fs.existsSync(path.join(temp, folder, "cache.tgz")));
  if (folders.length !== 1) throw new Error("no single archive");
  fs.renameSync(path.join(temp, folders[0], "cache.tgz"), pack);
} else if (operation !== "-tf") {
  throw new Error("unknown operation " + operation);
}
`;

/**
 * Lays out a private folder for one call of the client, and gives the variables that lead it there. `folder` must be
 * writable by this user alone.
 *
 * @param pack the file to save, or where a restored one is wanted, on the file system of `folder`
 */
export async function layOutTar(folder: string, pack: string): Promise<Record<string, string>> {
  const [bin, temp] = [join(folder, "bin"), join(folder, "temp")];
  await mkdir(bin);
  await mkdir(temp);
  const program = join(folder, "tar.cjs");
  await writeFile(program, PROGRAM);
  // A line for /bin/sh, not a "#!" with our Node in it: such a line is cut at 127 characters and ends at a blank.
  await writeFile(join(bin, "tar"), `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(program)} "$@"\n`);
  await chmod(join(bin, "tar"), 0o700);
  // No zstd on this PATH: the client would make it a part of the entry's version, and not every runner has it.
  return { PATH: bin, RUNNER_TEMP: temp, GITHUB_WORKSPACE: temp, WHEELHOUSE_PACK: pack };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
