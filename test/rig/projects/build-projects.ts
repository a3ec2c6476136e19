import { readFileSync } from "node:fs";
import type { Members } from "./archive.ts";
import { makeSdist, makeWheel, type Release, type TestFile, type TestProject } from "./project.ts";

export interface BuildProjectsOptions {
  /** What `direct-url` requires: `purepkg @ <this>`. */
  readonly directUrl?: string;
}

/** The names that `buildProjects` gives, so that a test cannot misspell one. */
export const PROJECT_NAMES = [
  "purepkg",
  "manypkg",
  "cext",
  "cbad",
  "puresdist",
  "shared-lib",
  "needs-old",
  "needs-new",
  "yankedpkg",
  "toonew",
  "envdump",
  "shouter",
  "direct-url",
  "chain",
] as const;

/** A C compiler's answer to `cbad`. */
export const MISSING_HEADER = "wheelhouse_missing_header.h";

/**
 * Small real projects, the same bytes on every machine. sdists carry their own build backend, so building one needs no
 * index; `cext` and `cbad` need a C compiler and Python's headers.
 */
export function buildProjects(options: BuildProjectsOptions = {}): TestProject[] {
  const projects = [...wheelProjects(options.directUrl ?? "https://files.example/purepkg.whl"), ...sdistProjects()];
  return PROJECT_NAMES.map((name) => requireProject(projects, name));
}

export function requireProject(projects: readonly TestProject[], name: string): TestProject {
  const found = projects.find((project) => project.name === name);
  if (found === undefined) throw new Error(`no test project is called ${name}`);
  return found;
}

export function requireFile(projects: readonly TestProject[], filename: string): TestFile {
  const found = projects.flatMap((project) => project.files).find((file) => file.filename === filename);
  if (found === undefined) throw new Error(`no test project has a file ${filename}`);
  return found;
}

function wheelProjects(directUrl: string): TestProject[] {
  const platforms = [
    "cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "cp38-abi3-manylinux_2_17_aarch64.manylinux2014_aarch64",
    "cp38-abi3-manylinux_2_39_aarch64",
    "cp38-abi3-musllinux_1_2_x86_64",
    "cp38-abi3-musllinux_1_2_aarch64",
  ];
  return [
    { name: "purepkg", files: ["1.0.0", "1.1.0"].map((version) => pureWheel({ name: "purepkg", version })) },
    {
      name: "manypkg",
      files: platforms.map((tags) =>
        makeWheel({ name: "manypkg", version: "2.0.0" }, tags, { "manypkg/__init__.py": `TAGS = "${tags}"\n` }),
      ),
    },
    { name: "shared-lib", files: ["1.0", "2.0"].map((version) => pureWheel({ name: "shared-lib", version })) },
    { name: "needs-old", files: [pureWheel({ name: "needs-old", version: "1.0", requires: ["shared-lib<2"] })] },
    { name: "needs-new", files: [pureWheel({ name: "needs-new", version: "1.0", requires: ["shared-lib>=2"] })] },
    {
      name: "yankedpkg",
      files: [
        pureWheel({ name: "yankedpkg", version: "1.0" }),
        pureWheel({ name: "yankedpkg", version: "1.1", yanked: "breaks <everything> & more" }),
      ],
    },
    { name: "toonew", files: [pureWheel({ name: "toonew", version: "1.0", requiresPython: ">=3.99" })] },
    {
      name: "direct-url",
      files: [pureWheel({ name: "direct-url", version: "1.0", requires: [`purepkg @ ${directUrl}`] })],
    },
    { name: "chain", files: [pureWheel({ name: "chain", version: "1.0", requires: ["purepkg>=1.0", "puresdist"] })] },
  ];
}

function sdistProjects(): TestProject[] {
  return [
    sdistProject({ name: "cext", version: "0.1.0" }, { extension: "native.c" }),
    sdistProject({ name: "cbad", version: "0.1.0" }, { extension: "broken.c" }),
    sdistProject({ name: "puresdist", version: "0.3.0" }, {}),
    sdistProject({ name: "envdump", version: "1.0" }, { hook: "dump_environment" }),
    sdistProject({ name: "shouter", version: "1.0" }, { hook: "shout" }),
  ];
}

function pureWheel(release: Release): TestFile {
  const module = release.name.replaceAll("-", "_");
  return makeWheel(release, "py3-none-any", { [`${module}/__init__.py`]: `VERSION = "${release.version}"\n` });
}

function sdistProject(release: Release, recipe: { extension?: string; hook?: string }): TestProject {
  const content: Record<string, string> = {
    "pyproject.toml":
      '[build-system]\nrequires = []\nbuild-backend = "tiny_backend"\nbackend-path = ["."]\n\n' +
      `[project]\nname = "${release.name}"\nversion = "${release.version}"\n`,
    "tiny.json": JSON.stringify({
      package: release.name,
      extension: recipe.extension === undefined ? null : [recipe.extension],
      hook: recipe.hook ?? null,
    }),
    "tiny_backend.py": source("tiny_backend.py"),
    [`${release.name}/__init__.py`]: `VERSION = "${release.version}"\n`,
  };
  if (recipe.extension !== undefined) content[recipe.extension] = source(recipe.extension);
  if (recipe.hook !== undefined) content[`${recipe.hook}.py`] = source(`${recipe.hook}.py`);
  return { name: release.name, files: [makeSdist(release, content satisfies Members)] };
}

function source(name: string): string {
  return readFileSync(new URL(`sources/${name}`, import.meta.url), "utf8");
}
