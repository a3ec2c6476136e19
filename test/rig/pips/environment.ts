import { execFile } from "node:child_process";
import { readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FetchedPip } from "./fetch-pip.ts";
import type { Python } from "./python.ts";

const execute = promisify(execFile);

/** A new virtual environment that holds nothing but one pip. */
export interface PipEnvironment {
  readonly folder: string;
  /** Its interpreter. */
  readonly executable: string;
  readonly python: Python;
  readonly pip: FetchedPip;
}

/** The pip is linked, not copied: its compiled modules serve every environment. */
export async function makeEnvironment(folder: string, python: Python, pip: FetchedPip): Promise<PipEnvironment> {
  await execute(python.executable, ["-m", "venv", "--without-pip", folder]);
  const packages = join(folder, "lib", `python${python.minor}`, "site-packages");
  for (const name of await readdir(pip.folder)) await symlink(join(pip.folder, name), join(packages, name));
  return { folder, executable: join(folder, "bin", "python"), python, pip };
}
