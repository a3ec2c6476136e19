import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderers } from "../../src/core/render/renderers.ts";
import { headingsOf } from "./markdown-file.ts";

const PAGE = "docs/output.md";
const page = readFileSync(PAGE, "utf8");

/** What a build writes besides the report files. */
const OTHERS = ["wheelhouse/", "wheelhouse.tgz", "logs/"];

describe("docs/output.md", () => {
  it.each(renderers.map(({ path }) => path))("shows %s with an excerpt", (path) => {
    const section = sectionOf(path);
    expect(section).toMatch(/^```/m);
  });

  it.each(OTHERS)("has a section on %s", (path) => {
    expect(sectionOf(path)).not.toBe("");
  });

  it("describes no file that is not written", () => {
    const known = [...renderers.map(({ path }) => path), ...OTHERS];
    const described = headingsOf(page).filter((heading) => /\.\w+$|\/$/.test(heading));
    expect(described.filter((heading) => !known.includes(heading))).toEqual([]);
  });
});

/** The text between a heading of the second level and the next one; "" when there is no such heading. */
function sectionOf(heading: string): string {
  const parts = page.split(/^## /m).map((part) => part.split("\n"));
  const found = parts.find(([first]) => first === heading);
  return found === undefined ? "" : found.slice(1).join("\n");
}
