import fc from "fast-check";
import { expect, it } from "vitest";
import { artifactName } from "../../../src/adapters/github/artifact-name.ts";

it("E6: makes a name that the service takes out of any text, and never the same for two", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
      const [a, b] = [artifactName(one), artifactName(other)];
      expect(a).toMatch(/^[^":<>|*?\\/\r\n]{1,130}$/u);
      if (one !== other) expect(a).not.toBe(b);
    }),
  );
});

it("E6: leaves a good name as it is", () => {
  expect(artifactName("wheelhouse-cp312-manylinux_2_28_aarch64")).toBe("wheelhouse-cp312-manylinux_2_28_aarch64");
  expect(artifactName("a:b")).toMatch(/^a-b-[0-9a-f]{8}$/);
  expect(artifactName("..")).not.toBe("..");
});
