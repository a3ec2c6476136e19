import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Before all tests: where `python3` is the shim of a version manager, which takes several times as long to start as
 * Python, a line of shell that starts the interpreter behind it stands before it on PATH.
 */
export function setup(): (() => void) | undefined {
  const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  const isFirst = (process.env.PATH ?? "").split(delimiter).some((folder) => join(folder, "python3") === python);
  if (isFirst || python.includes("'")) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "plain-python-"));
  writeFileSync(join(folder, "python3"), `#!/bin/sh\nexec '${python}' "$@"\n`, { mode: 0o755 });
  const before = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${before}`;
  return () => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true });
  };
}
