import { describe, expect, it } from "vitest";
import { groupLicenses } from "../../scripts/group-licenses.ts";

const entry = (name: string, text: string) => `${name}\nMIT\n${text}\n`;

describe("licences of the bundle", () => {
  it("stand once for all packages that have the same text, and none is lost", () => {
    const text = [entry("@a/one", "Copyright A"), entry("b", "Copyright B\n\nmore"), entry("@a/two", "Copyright A")];
    expect(groupLicenses(text.join("\n"))).toBe("@a/one, @a/two\nMIT\nCopyright A\n\nb\nMIT\nCopyright B\n\nmore\n");
  });

  it("keeps what it does not understand as it is", () => {
    expect(groupLicenses("no entry at all\n")).toBe("no entry at all\n");
  });
});
