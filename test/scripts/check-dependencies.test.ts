import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dependencyProblems, type Lock } from "../../scripts/check-dependencies.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const ALLOWED = read("scripts/install-scripts.json") as Record<string, string>;
const integrity = "sha512-AAAA==";

function lockWith(folder: string, locked: Lock["packages"][string]): Lock {
  return { lockfileVersion: 3, packages: { "": {}, [folder]: { version: "1.0.0", integrity, ...locked } } };
}

describe("dependencyProblems", () => {
  it("J2: finds nothing in our own lock file", () => {
    const lock = read("package-lock.json") as Lock;
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
    expect(dependencyProblems(lock, ALLOWED)).toEqual([]);
  });

  it("J2: finds a dependency of a dependency that gains an install script", () => {
    const lock = lockWith("node_modules/a/node_modules/@b/c", { hasInstallScript: true });
    expect(dependencyProblems(lock, {})).toEqual([
      "node_modules/a/node_modules/@b/c has an install script: look at it, then say in install-scripts.json why it is not needed",
    ]);
    expect(dependencyProblems(lock, { "@b/c": "not needed" })).toEqual([]);
  });

  it("J2: finds an allowance that is no longer needed", () => {
    expect(dependencyProblems(lockWith("node_modules/a", {}), { a: "was needed once" })).toEqual([
      "install-scripts.json allows a, which has no install script",
    ]);
  });

  it("J2: finds what does not come from the registry or has no digest", () => {
    const address = "https://files.example/a.tgz";
    expect(dependencyProblems(lockWith("node_modules/a", { resolved: address }), {})).toEqual([
      `node_modules/a names the address ${address}`,
    ]);
    expect(dependencyProblems(lockWith("node_modules/a", { integrity: "" }), {})).toHaveLength(1);
    for (const range of ["github:b/b", "git+ssh://host.example/b", "file:../b", address]) {
      expect(dependencyProblems(lockWith("node_modules/a", { dependencies: { b: range } }), {})).toEqual([
        `node_modules/a takes b from ${range}`,
      ]);
    }
    const ranges = { b: "^1.2 || >=3 <4", c: "npm:@other/c@^1", d: "*" };
    expect(dependencyProblems(lockWith("node_modules/a", { dependencies: ranges }), {})).toEqual([]);
  });
});
