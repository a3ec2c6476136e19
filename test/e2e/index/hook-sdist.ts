import { readFileSync } from "node:fs";
import { makeSdist, type TestProject } from "../../rig/projects/project.ts";

/**
 * A project with one sdist that runs `lines` of Python while it is built.
 * @param lines body of `before_build(files)`: `files` are those of the wheel
 * @param asks what its build asks for, and what it needs at run time
 */
export function hookSdist(
  name: string,
  version: string,
  lines: readonly string[],
  asks: { readonly build?: readonly string[]; readonly requires?: readonly string[] } = {},
): TestProject {
  const backend = readFileSync(new URL("../../rig/projects/sources/tiny_backend.py", import.meta.url), "utf8");
  const sdist = makeSdist(
    { name, version, requires: asks.requires ?? [] },
    {
      "pyproject.toml": `[build-system]\nrequires = ${JSON.stringify(asks.build ?? [])}\nbuild-backend = "tiny_backend"\nbackend-path = ["."]\n`,
      "tiny.json": JSON.stringify({ package: name, extension: null, hook: "hook" }),
      "tiny_backend.py": backend,
      "hook.py": ["def before_build(files):", ...lines.map((line) => `    ${line}`), ""].join("\n"),
      [`${name}/__init__.py`]: "",
    },
  );
  return { name, files: [sdist] };
}
