import { makeEchoProject } from "../../../scripts/record-fixture/echo-project.ts";
import { METADATA_WITHOUT_PG_CONFIG, MISSING_PYTHON_H } from "../../../scripts/record-fixture/outputs.ts";
import { buildProjects } from "../projects/build-projects.ts";
import { makeWheel, type Release, type TestFile, type TestProject } from "../projects/project.ts";

/** How many versions of `picky` pip has to refuse before the one that fits. */
export const REFUSED_VERSIONS = 16;

/** The index of the version scenarios. */
export function versionProjects(): readonly TestProject[] {
  return [...buildProjects(), picky(), ...small(), ...echoes()];
}

/** 1.1 to 1.16 need an old shared-lib, 1.0 takes any. */
function picky(): TestProject {
  const refused = Array.from({ length: REFUSED_VERSIONS }, (_, index) =>
    pure({ name: "picky", version: `1.${index + 1}`, requires: ["shared-lib<2"] }),
  );
  return { name: "picky", files: [pure({ name: "picky", version: "1.0", requires: ["shared-lib"] }), ...refused] };
}

function small(): readonly TestProject[] {
  const oneOf = (release: Release) => ({ name: release.name, files: [pure(release)] });
  return [
    {
      name: "pymixed",
      files: [
        pure({ name: "pymixed", version: "2.0" }),
        pure({ name: "pymixed", version: "3.0", requiresPython: ">=3.99" }),
      ],
    },
    {
      name: "elsewhere",
      files: [
        makeWheel({ name: "elsewhere", version: "1.0" }, "cp39-abi3-win_amd64", {}),
        makeWheel({ name: "elsewhere", version: "2.0" }, "cp39-abi3-macosx_11_0_arm64", {}),
      ],
    },
    oneOf({ name: "needs-missing", version: "1.0", requires: ["no-such-project>=1"] }),
    oneOf({ name: "needs-picky", version: "1.0", requires: ["picky", "purepkg[fast]"] }),
    {
      name: "largepkg",
      files: [makeWheel({ name: "largepkg", version: "1.0" }, "py3-none-any", { "largepkg/data.bin": noise(900_000) })],
    },
    oneOf({ name: "pip", version: "99.0" }),
  ];
}

function echoes(): readonly TestProject[] {
  return [
    makeEchoProject({ name: "quietbuild", step: "wheel", output: "running bdist_wheel\n", end: "ok" }),
    makeEchoProject({ name: "headerbad", step: "wheel", output: MISSING_PYTHON_H, end: "exit" }),
    makeEchoProject({ name: "killed", step: "wheel", output: "running build_ext\n", end: "signal 9" }),
    makeEchoProject({ name: "depbad", step: "wheel", output: "", end: "ok", requires: ["no-such-build-dep>=3"] }),
    makeEchoProject({ name: "depgood", step: "wheel", output: "", end: "ok", requires: ["purepkg>=1"] }),
    makeEchoProject({ name: "metabad", step: "metadata", output: METADATA_WITHOUT_PG_CONFIG, end: "exit" }),
  ];
}

function pure(release: Release): TestFile {
  const module = release.name.replaceAll("-", "_");
  return makeWheel(release, "py3-none-any", { [`${module}/__init__.py`]: "" });
}

/** Bytes that do not get smaller in a zip file, the same each time. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
