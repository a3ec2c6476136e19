import { expect, it } from "vitest";
import { targetLabel } from "../../../src/core/render/check/target-label.ts";
import type { TargetReport } from "../../../src/core/report/model.ts";

const label = (target: string, profile?: string) =>
  targetLabel({ target, ...(profile === undefined ? {} : { profile }) } as TargetReport);

it("adds the name by which people know a target, once", () => {
  expect(label("cp310-manylinux_2_35_aarch64")).toBe("cp310-manylinux_2_35_aarch64");
  expect(label("cp310-manylinux_2_35_aarch64", "jetson-jp6")).toBe("cp310-manylinux_2_35_aarch64 (jetson-jp6)");
  expect(label("cp310-manylinux_2_35_aarch64 (jetson-jp6)", "jetson-jp6")).toBe(
    "cp310-manylinux_2_35_aarch64 (jetson-jp6)",
  );
});
