import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/** Packages that are loaded when these modules of `src/entry` and `src/app` are. */
function packagesOf(...modules: readonly string[]): readonly string[] {
  const imports = modules.map(
    (path) => `await import(${JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href)});`,
  );
  const program = `
    import { registerHooks } from "node:module";
    const seen = new Set();
    registerHooks({ load(url, context, next) {
      const [, name] = /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url) ?? [];
      if (name !== undefined) seen.add(name);
      return next(url, context);
    } });
    ${imports.join("\n")}
    console.log(JSON.stringify([...seen].sort()));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

it("loads no client of a GitHub service before it is needed", () => {
  const loaded = packagesOf(
    "entry/action.ts",
    "entry/step.ts",
    "entry/build-step.ts",
    "app/build.ts",
    "entry/runner-ports.ts",
  );
  // What the build is made of is seen, so that an empty list means something.
  expect(loaded).toContain("@noble/hashes");
  expect(loaded.filter((name) => /^@(?:actions|octokit|azure)\//.test(name))).toEqual([]);
});

it("loads nothing but our own code before the inputs are read", () => {
  expect(packagesOf("entry/action.ts", "entry/step.ts", "entry/build-step.ts")).toEqual([]);
});
