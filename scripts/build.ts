/**
 * Builds `dist/`: tsc emits ESM, ncc bundles the emitted files (TypeScript 7 and ncc go together only so), esbuild
 * minifies each emitted chunk (ncc's own `-m` minifies just the entry), and two-line doors call the right mode.
 * The same bytes on every machine; CI rebuilds and compares.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ncc from "@vercel/ncc";
import { transform } from "esbuild";
import { groupLicenses } from "./group-licenses.ts";

const root = resolve(import.meta.dirname, "..");
const esm = join(root, "build/esm");
const dist = join(root, process.argv[2] ?? "dist");

/** Runs before any import is resolved, so that an old Node gets a sentence and no stack (`import()` needs Node 12.20). */
const nodeGuard =
  'if (Number(process.versions.node.split(".")[0]) < 20) { console.error((process.env.GITHUB_ACTIONS ? "::error::" : "") + "Wheelhouse needs Node 20 or newer; this is " + process.version + ". In a workflow it brings node24: update the runner (2.327.1 or newer)."); process.exit(2); }';

const DOORS: Readonly<Record<string, string>> = {
  "build.js": `${nodeGuard}\nimport("./index.js").then(({ run }) => run("build"));\n`,
  "explain.js": `${nodeGuard}\nimport("./index.js").then(({ run }) => run("explain"));\n`,
  "post.js": `${nodeGuard}\nimport("./index.js").then(({ run }) => run("post"));\n`,
  "cache-client.js": `import("./index.js").then(({ serveCache }) => serveCache());\n`,
  "cli.js": `#!/usr/bin/env node\n${nodeGuard}\nimport("./cli/index.js").then(({ main }) => main(process.argv.slice(2)));\n`,
};

async function main(): Promise<void> {
  rmSync(esm, { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  rmSync(dist, { recursive: true, force: true });
  await bundle("entry/action.js", dist, "licenses.txt");
  await bundle("entry/cli.js", join(dist, "cli"), "licenses.txt");
  for (const [name, text] of Object.entries(DOORS)) writeFileSync(join(dist, name), text, { mode: 0o755 });
  writeFileSync(join(dist, "package.json"), '{"type":"module"}\n');
}

async function bundle(entry: string, folder: string, license: string): Promise<void> {
  const { code, assets } = await ncc(join(esm, entry), {
    cache: false,
    license,
    quiet: true,
    target: "es2022",
    sourceMap: false,
  });
  write(join(folder, "index.js"), await minified(code));
  for (const [name, asset] of Object.entries(assets).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name === "package.json") continue;
    const source = asset.source;
    write(join(folder, name), await shipped(name, source));
  }
}

async function shipped(name: string, source: string | Buffer): Promise<string | Buffer> {
  if (name === "licenses.txt") return groupLicenses(source.toString());
  return name.endsWith(".js") ? await minified(source.toString()) : source;
}

async function minified(code: string): Promise<string> {
  const result = await transform(code, {
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
  });
  return result.code;
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The version in `package.json` and in the source are the same fact. */
function checkVersion(): void {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const source = readFileSync(join(root, "src/core/version.ts"), "utf8");
  if (!source.includes(`"${version}"`)) throw new Error(`src/core/version.ts does not say ${version}`);
}

checkVersion();
await main();
