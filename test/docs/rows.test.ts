import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const PAGE = "docs/security.md";

/** Ids in brackets: "(A1 to A6)", "(C1, C2, C6 to C8)". */
function rowsNamedIn(text: string): readonly string[] {
  const groups = [...text.matchAll(/\(((?:[A-Z]\d+)(?:(?:, | to )[A-Z]\d+)*)\)/g)].map(([, ids]) => ids ?? "");
  return groups.flatMap((ids) => ids.split(/, | to /));
}

it("docs/security.md points to rows that exist, so that each of them is tested", () => {
  const rows = JSON.parse(readFileSync("docs/reliability-rows.json", "utf8")) as readonly { readonly id: string }[];
  const named = rowsNamedIn(readFileSync(PAGE, "utf8"));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
});
