import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const SOURCES = join(import.meta.dirname, "doubles");

/** Actions of GitHub that workflows of the README use, and for which the rig has doubles. */
export const DOUBLES = ["checkout", "setup-python", "download-artifact"] as const;

/** For ESM bundles of esbuild: dependencies that are CommonJS ask for Node's modules by require(). */
export const REQUIRE = {
  js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
};

/** Makes each double a folder that act can run: dependencies bundled in. Returns the folder by `actions/<name>`. */
export async function buildDoubles(folder: string): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>();
  for (const name of DOUBLES) {
    await mkdir(join(folder, name), { recursive: true });
    await copyFile(join(SOURCES, name, "action.yml"), join(folder, name, "action.yml"));
    made.set(`actions/${name}`, join(folder, name));
  }
  await build({
    entryPoints: DOUBLES.map((name) => ({ in: join(SOURCES, name, "main.ts"), out: `${name}/index` })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "error",
    banner: REQUIRE,
  });
  return made;
}
