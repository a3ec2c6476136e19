import { expect, it } from "vitest";
import { renderSummary } from "../../../src/core/render/summary.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { checkUniverse } from "../../rig/check-universe.ts";
import { offers } from "../../rig/resolve/problem.ts";

const ARM = "cp312-manylinux_2_28_aarch64";
const INTEL = "cp312-manylinux_2_28_x86_64";

const only = (machine: string, ...requires: readonly string[]) => ({
  ...offers(...requires),
  sdist: false,
  wheelTags: [`cp312-cp312-manylinux_2_17_${machine}`],
});

const PACKAGES = {
  app: { "1.0": offers("fast", "lone", "same") },
  // One version for both, though Intel machines would take a newer one.
  fast: { "1.0": offers(), "1.1": only("x86_64") },
  lone: { "1.0": only("aarch64"), "2.0": only("x86_64") },
  same: { "1.0": offers() },
};

const check = (targets: readonly string[], lines = "app\n") =>
  checkUniverse(PACKAGES, { "requirements.txt": lines }, { target: targets });

const shown = (report: BuildReport) => renderText(report, { width: 200, color: false, verbosity: 0 });

it("says of several targets which versions could be pinned for all of them, and why others could not", async () => {
  const report = await check([ARM, INTEL]);
  expect(BuildReportSchema.parse(report).pins).toEqual(report.pins);
  const [pins] = report.pins ?? [];
  expect(pins).toMatchObject({ targets: [ARM, INTEL], undecided: null });
  expect(pins?.projects.map(({ lines }) => lines)).toEqual([
    ["app==1.0"],
    ["fast==1.0"],
    ['lone==1.0 ; platform_machine == "aarch64"', 'lone==2.0 ; platform_machine != "aarch64"'],
    ["same==1.0"],
  ]);
  expect(pins?.projects.flatMap(({ text }) => text ?? [])).toEqual([
    "fast: 1.0 serves all targets; not pinned, it is 1.1 on linux/amd64.",
    expect.stringContaining("lone: 1.0 on linux/arm64, 2.0 on linux/amd64. No version serves all targets: on "),
  ]);
  expect(pins?.projects[2]?.reasons.slice(0, 2)).toEqual([
    expect.stringContaining(`on linux/arm64 lone 2.0 cannot be taken (no wheel for ${ARM}`),
    expect.stringContaining(`on linux/amd64 lone 1.0 cannot be taken (no wheel for ${INTEL}`),
  ]);
  expect(shown(report)).toMatch(/ pins +lone: 1\.0 on linux\/arm64, 2\.0 on [\s\S]*\n +fast: 1\.0 serves all targets/);
  expect(shown(report)).toContain('lone==2.0 ; platform_machine != "aarch64"\n');
  expect(renderSummary(report).text).toContain("Constraints for all targets");
});

it("says nothing of pins where targets take the same versions, or where there is one", async () => {
  const same = await check([ARM, INTEL], "same\n");
  expect(same.pins).toMatchObject([{ projects: [{ name: "same", lines: ["same==1.0"], reasons: [], text: null }] }]);
  expect(shown(same)).not.toContain("pins");
  expect((await check([ARM])).pins).toBeUndefined();
});

it("offers no pins where one of the targets has no solution", async () => {
  expect((await check([ARM, INTEL], "app\nfast==1.1\nfast==1.0\n")).pins).toBeUndefined();
});
