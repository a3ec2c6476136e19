import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

export interface Python {
  /** The real interpreter, not a version manager's shim. */
  readonly executable: string;
  /** `3.11` */
  readonly minor: string;
  /** Its installation, e.g. `/usr`. */
  readonly prefix: string;
}

/** pip 20.3 needs `distutils` and `collections` as they were, pip 26 needs 3.10 or newer: these run every version. */
const RUNS_ANY_PIP = ["3.11", "3.10"];

/** A Python that runs every pip from 20.3 on, or null: from PATH, else from pyenv. */
export function findPythonForAnyPip(): Python | null {
  for (const minor of RUNS_ANY_PIP) {
    const found = findPython(minor);
    if (found !== null) return found;
  }
  return null;
}

/** Looks for `python3.x` on PATH, then for `python3` of that version, then among pyenv's. */
export function findPython(minor: string): Python | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...pyenvFolders(minor)];
  const paths = [`python${minor}`, "python3"].flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of paths.filter((candidate) => existsSync(candidate))) {
    const python = ask(path);
    if (python?.minor === minor) return python;
  }
  return null;
}

function pyenvFolders(minor: string): string[] {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((version) => version.startsWith(`${minor}.`))
    .map((version) => join(versions, version, "bin"));
}

/** Null when it does not start: the shim of a version that is not chosen. */
function ask(path: string): Python | null {
  const script = "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2], sys.base_prefix, sep='\\n')";
  try {
    const told = execFileSync(path, ["-c", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const [executable = "", minor = "", prefix = ""] = told.trim().split("\n");
    return { executable, minor, prefix };
  } catch {
    return null;
  }
}
