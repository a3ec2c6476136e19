import fc from "fast-check";
import { type AssessOptions, judge } from "../../../src/core/index/assess.ts";
import { projectVersions } from "../../../src/core/index/candidates.ts";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import { pageOf, requirementOf, targetOf } from "../../core/index/pages.ts";
import { askPython } from "../ask-python.ts";

const TARGETS = [
  "cp312-manylinux_2_28_aarch64",
  "cp310-manylinux_2_35_aarch64",
  "cp312-musllinux_1_2_aarch64",
  "cp314t-manylinux_2_39_x86_64",
];

const file = fc.record({
  filename: fc
    .tuple(
      fc.constantFrom("demo", "demo", "demo", "Demo", "de_mo", "demo-extra"),
      fc.constantFrom("1.0", "1.0.0", "1.1", "1.2rc1", "2.0", "2.0.dev1", "2.0.post1", "2.0+cu1", "1!0.5", "v3", "x"),
      fc.constantFrom(
        "-py3-none-any.whl",
        "-1-py3-none-any.whl",
        "-10arm-py3-none-any.whl",
        "-py2-none-any.whl",
        "-cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
        "-cp310-abi3-manylinux_2_28_aarch64.whl",
        "-cp310-cp310-linux_aarch64.whl",
        "-cp312-cp312-manylinux_2_39_aarch64.whl",
        "-cp38-abi3-musllinux_1_2_aarch64.whl",
        "-cp314-cp314t-manylinux_2_28_x86_64.whl",
        "-cp312-cp312-win_amd64.whl",
        "-py3-none-any-variant.whl",
        ".tar.gz",
        ".tar.gz",
        ".zip",
        ".tar.xz",
        ".egg",
      ),
    )
    .map(([name, version, rest]) => `${name}-${version}${rest}`),
  requiresPython: fc.constantFrom(null, null, null, ">=3.8", ">=3.12", "<3.12", ">=3.12.1", "nonsense", "!=3.10.*"),
  yanked: fc.constantFrom(null, null, null, "", "broken"),
});

const page = fc.record({
  target: fc.constantFrom(...TARGETS),
  specifier: fc.constantFrom(
    ...[
      "",
      "",
      "==1.0",
      "==2.0",
      "==2.0+cu1",
      "===2.0",
      "==2.*",
      ">=2",
      "<2",
      "!=2.0",
      "~=1.0",
      ">=1.2rc1",
      "<2.0rc1",
      "<1",
      ">1.0",
    ],
  ),
  files: fc.array(file, { minLength: 1, maxLength: 16 }),
  formats: fc.constantFrom("any", "any", "any", "onlyBinary", "noBinary"),
  preferBinary: fc.boolean(),
  pre: fc.constantFrom(false, false, true),
});

/** Generated pages of a project, and the file that pip's own finder and we take of each. */
export function compareTaken(options: { readonly count: number; readonly seed: number; readonly pip: string }): {
  readonly pip: string;
  readonly pages: number;
  /** Pages of which a file is taken at all. */
  readonly taken: number;
  readonly differences: readonly string[];
} {
  const pages = fc.sample(page, { numRuns: options.count, seed: options.seed });
  const cases = pages.map((given) => {
    const target = targetOf(given.target);
    const python = [target.python.major, target.python.minor];
    const formats = { onlyBinary: given.formats === "onlyBinary", noBinary: given.formats === "noBinary" };
    return { ...given, ...formats, name: "demo", python, tags: compatibleTags(target) };
  });
  const told = askPython("pip_finder_oracle.py", cases, [options.pip]) as {
    readonly pip: string;
    readonly files: readonly (string | null)[];
  };
  const ours = pages.map(takenByUs);
  const differences = pages.flatMap((given, index) =>
    ours[index] === told.files[index]
      ? []
      : [`pip takes ${told.files[index]}, we take ${ours[index]} of ${JSON.stringify(given)}`],
  );
  return { pip: told.pip, pages: pages.length, taken: ours.filter((name) => name !== null).length, differences };
}

function takenByUs(given: typeof page extends fc.Arbitrary<infer Page> ? Page : never): string | null {
  const requirement = requirementOf(`demo${given.specifier}`);
  const rules: AssessOptions = {
    onlyBinary: given.formats === "onlyBinary",
    noBinary: given.formats === "noBinary",
    preferBinary: given.preferBinary,
    prereleases: given.pre ? "allow" : "if-necessary",
  };
  const versions = projectVersions(pageOf(...given.files), requirement.name);
  return judge(requirement, versions, targetOf(given.target), rules).file?.filename ?? null;
}
