import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SOURCES = ["src", "scripts", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];

/** Another checkout of the same commit, in another folder. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wheelhouse-dist-"));
  for (const source of SOURCES) cpSync(source, join(folder, source), { recursive: true });
  // Hard links: a symbolic link would give the bundler the paths of this checkout.
  const { status } = spawnSync("cp", ["-al", "node_modules", folder]);
  if (status !== 0) cpSync("node_modules", join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (dist: string) =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .sort();

function rebuild(into: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/build.ts", into], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: folder, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" },
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return join(folder, into);
}

describe("dist/", () => {
  it("J1: is byte for byte what a rebuild in another folder, zone and language gives", () => {
    const rebuilt = rebuild("elsewhere");
    expect(filesOf("dist")).toEqual(filesOf(rebuilt));
    const different = filesOf("dist").filter(
      (name) => !readFileSync(join("dist", name)).equals(readFileSync(join(rebuilt, name))),
    );
    expect(different).toEqual([]);
  });

  it("J1: names no path of the machine that built it", () => {
    const named = filesOf("dist").filter((name) => readFileSync(join("dist", name)).includes(process.cwd()));
    expect(named).toEqual([]);
  });
});
