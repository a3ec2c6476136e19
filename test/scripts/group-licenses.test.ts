import { describe, expect, it } from "vitest";
import { groupLicenses } from "../../scripts/group-licenses.ts";

const entry = (name: string, text: string) => `${name}\nMIT\n${text}\n`;
const words = "Permission is hereby granted, free of charge, to any person.";

describe("licences of the bundle", () => {
  it("stand once for all packages that have the same text, and none is lost", () => {
    const text = [entry("@a/one", "Copyright A"), entry("b", "Copyright B\n\nmore"), entry("@a/two", "Copyright A")];
    expect(groupLicenses(text.join("\n"))).toBe(
      "@a/one, @a/two\n\nMIT\nCopyright A\n\nb\n\nMIT\nCopyright B\n\nmore\n",
    );
  });

  it("stand once for owners of the same words, whatever their line breaks, each owner by name", () => {
    const broken = words.replace("granted, free", "granted,\nfree");
    const text = [entry("a", `Copyright A\n\n${words}`), entry("b", `MIT License\n\nCopyright B\n\n${broken}`)];
    expect(groupLicenses(text.join("\n"))).toBe(
      `a\n  MIT\n  Copyright A\nb\n  MIT\n  MIT License\n  Copyright B\n\n${words}\n`,
    );
  });

  it("stand apart when a single word differs", () => {
    const text = [entry("a", `Copyright A\n\n${words}`), entry("b", `Copyright B\n\n${words.replace("any", "no")}`)];
    expect(groupLicenses(text.join("\n"))).toContain("to no person");
    expect(groupLicenses(text.join("\n"))).toContain("to any person");
  });

  it("keeps what it does not understand as it is", () => {
    expect(groupLicenses("no entry at all\n").trim()).toBe("no entry at all");
  });
});
