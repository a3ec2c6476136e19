import { describe, expect, it } from "vitest";
import { distributionName, filenameOfUrl, isPlainFilename } from "../../../src/core/index/distribution-name.ts";

describe("the project of a file", () => {
  it.each([
    ["Foo_Bar-1.0-py3-none-any.whl", "foo-bar"],
    ["zope.interface-5.0.tar.gz", "zope-interface"],
    ["my-old-name-1.0.zip", "my-old-name"],
    ["foo-1.0.tar.gz.asc", null],
    ["foo.whl", null],
    ["index.html", null],
  ])("of %s is %s", (filename, project) => {
    expect(distributionName(filename)).toBe(project);
  });
});

describe("a file name", () => {
  it("is the decoded end of an address, if it is a name at all", () => {
    const nameIn = (url: string) => filenameOfUrl(new URL(url, "https://index.example/"));
    expect(nameIn("a/demo-1.0%2Bcpu.whl?x=/y#z")).toBe("demo-1.0+cpu.whl");
    expect(nameIn("a/..%2f..%2fetc")).toBeNull();
    expect(nameIn("a/%zz")).toBeNull();
    expect(nameIn("/")).toBeNull();
  });

  it("has no path, no control character and no dots alone", () => {
    for (const name of ["", ".", "..", "a/b", "a\\b", "a\0b", "a\nb", "x".repeat(256)]) {
      expect(isPlainFilename(name)).toBe(false);
    }
    expect(isPlainFilename("torch-2.5.0+cu124-cp312-cp312-linux_aarch64.whl")).toBe(true);
  });
});
