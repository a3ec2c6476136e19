import { readFileSync } from "node:fs";
import { makeSdist, type TestProject } from "../../rig/projects/project.ts";

/**
 * A project with one sdist that runs `lines` of Python while it is built.
 * @param lines body of `before_build(files)`: `files` are those of the wheel
 */
export function hookSdist(name: string, version: string, lines: readonly string[]): TestProject {
  const backend = readFileSync(new URL("../../rig/projects/sources/tiny_backend.py", import.meta.url), "utf8");
  const sdist = makeSdist(
    { name, version },
    {
      "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "tiny_backend"\nbackend-path = ["."]\n',
      "tiny.json": JSON.stringify({ package: name, extension: null, hook: "hook" }),
      "tiny_backend.py": backend,
      "hook.py": ["def before_build(files):", ...lines.map((line) => `    ${line}`), ""].join("\n"),
      [`${name}/__init__.py`]: "",
    },
  );
  return { name, files: [sdist] };
}
