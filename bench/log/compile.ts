import { join } from "node:path";
import { build } from "esbuild";

/** Our side as it is shipped, in plain JavaScript: a start from TypeScript would measure Node's type stripper. */
export async function compileChildren(folder: string): Promise<(name: string) => string> {
  const names = ["parse-file", "feed-parser", "hostile-child", "tap-child", "scan-file", "readline-peer"];
  await build({
    entryPoints: names.map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    logLevel: "error",
  });
  return (name) => join(folder, `${name}.mjs`);
}
