import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../src/core/findings/catalogue.ts";
import { anchorsOf, targetsOf } from "./markdown-file.ts";

const PAGES = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("links", () => {
  it("are looked for on the pages that there are", () => {
    expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/output.md", "docs/findings/conflict.md"]));
  });

  it.each(PAGES)("of %s lead to files and headings that exist", (page) => {
    expect(brokenLinks(page, readFileSync(page, "utf8"))).toEqual([]);
  });

  it("that lead nowhere are noticed", () => {
    const text =
      "# A\n[b](docs/none.md) ![c](none.png) [d](#a) [e](#b) [f](docs/output.md#reportjson) [g](docs/output.md#h)";
    expect(brokenLinks("README.md", text)).toEqual(["docs/none.md", "none.png", "#b", "docs/output.md#h"]);
  });

  it("in the list of findings lead to the page of every code", () => {
    const targets = targetsOf(readFileSync("docs/findings/README.md", "utf8"));
    expect(targets).toEqual(expect.arrayContaining(CATALOGUE.map(({ code }) => `${code}.md`)));
  });

  it("of the catalogue lead to pages that exist", () => {
    expect(CATALOGUE.filter(({ docs }) => !existsSync(docs))).toEqual([]);
  });
});

/** Relative targets that lead to no file, or to no heading of the file. */
function brokenLinks(page: string, text: string): readonly string[] {
  return targetsOf(text)
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
    .filter((target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : normalize(join(dirname(page), decodeURI(path)));
      if (file.startsWith("../") || !existsSync(file)) return true;
      if (anchor === undefined || statSync(file).isDirectory()) return false;
      return !anchorsOf(file === page ? text : readFileSync(file, "utf8")).has(anchor);
    });
}
