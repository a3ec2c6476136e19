import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countSources, cruiseBorders } from "../../scripts/check-borders.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A small tree that keeps the law, with one file more. */
async function cruiseWith(path: string, text: string) {
  const folder = mkdtempSync(join(tmpdir(), "wheelhouse-borders-"));
  folders.push(folder);
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  cpSync("package.json", join(folder, "package.json"));
  const files: Readonly<Record<string, string>> = {
    "src/core/a.ts": "export const a = 1;\n",
    "src/ports/p.ts": 'import type { a } from "../core/a.ts";\nexport type P = typeof a;\n',
    "src/app/u.ts": 'import { a } from "../core/a.ts";\nexport const u = a;\n',
    "src/adapters/node/n.ts": 'import type { P } from "../../ports/p.ts";\nexport const n: P = 1;\n',
    "src/adapters/github/g.ts": 'import { a } from "../../core/a.ts";\nexport const g = a;\n',
    "src/entry/e.ts":
      'import { u } from "../app/u.ts";\nimport { n } from "../adapters/node/n.ts";\nexport const e = u + n;\n',
    "test/t.ts": "export const t = 1;\n",
    [path]: text,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return cruiseBorders("src", folder);
}

const uses = (target: string): string => `import * as x from "${target}";\nexport const y = x;\n`;
const usesType = (target: string): string => `import type * as x from "${target}";\nexport type Y = typeof x;\n`;

describe("the import law", () => {
  it("is kept by the tree as it is, and every module was seen", async () => {
    const { modules, violations } = await cruiseBorders("src");
    expect(violations).toEqual([]);
    expect(modules).toBe(countSources("src"));
    expect(modules).toBeGreaterThan(100);
  });

  it("lets the small tree pass", async () => {
    expect(await cruiseWith("src/core/b.ts", uses("./a.ts"))).toEqual({ modules: 7, violations: [] });
  });

  it("lets types go round", async () => {
    const text = 'import type { P } from "../ports/p.ts";\nexport const a: P = 1;\n';
    const { violations } = await cruiseWith("src/core/a.ts", text);
    expect(violations.map(({ rule }) => rule)).toEqual(["core-imports-core"]);
  });

  it.each([
    ["src/core/bad.ts", uses("node:fs"), "core-is-pure"],
    ["src/core/bad.ts", usesType("node:fs"), "core-is-pure"],
    ["src/core/bad.ts", uses("../ports/p.ts"), "core-imports-core"],
    ["src/core/bad.ts", usesType("../app/u.ts"), "core-imports-core"],
    ["src/core/bad.ts", uses("commander"), "core-packages-are-vetted"],
    ["src/ports/bad.ts", uses("../app/u.ts"), "ports-are-types"],
    ["src/ports/bad.ts", uses("node:fs"), "ports-are-types"],
    ["src/app/bad.ts", uses("node:path"), "app-uses-core-and-ports"],
    ["src/app/bad.ts", uses("../adapters/node/n.ts"), "app-uses-core-and-ports"],
    ["src/app/bad.ts", uses("@actions/core"), "app-uses-core-and-ports"],
    ["src/adapters/node/bad.ts", uses("../../app/u.ts"), "adapters-use-ports-and-core"],
    ["src/adapters/node/bad.ts", uses("../github/g.ts"), "adapters-do-not-know-each-other"],
    ["src/adapters/node/bad.ts", uses("@actions/core"), "actions-toolkit-in-its-adapter"],
    ["src/adapters/node/bad.ts", uses("../../entry/e.ts"), "nothing-imports-entry"],
    ["src/entry/bad.ts", uses("../../test/t.ts"), "src-does-not-know-tests"],
    ["src/core/a.ts", 'import { b } from "./a.ts";\nexport const a = b;\n', "no-circular"],
  ])("refuses in %s: %s", async (path, text, rule) => {
    const { violations } = await cruiseWith(path, text);
    expect(violations.map((violation) => violation.rule)).toContain(rule);
  });
});
