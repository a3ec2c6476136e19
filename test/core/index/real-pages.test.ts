import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessRequirement } from "../../../src/core/index/assess.ts";
import { parseProjectIndex } from "../../../src/core/index/parse-project-index.ts";
import type { ProjectIndex } from "../../../src/core/index/project-index.ts";
import { OUTCOMES, type Verdict } from "../../../src/core/index/verdict.ts";
import { pageOf, requirementOf, targetOf } from "./pages.ts";

const FOLDER = "test/fixtures/index-pages";
const TYPE = "application/vnd.pypi.simple.v1+json";

function realPage(name: string): ProjectIndex {
  const body = readFileSync(`${FOLDER}/${name}.json`);
  const page = parseProjectIndex({ url: `https://index.example/simple/${name}/`, contentType: TYPE, body });
  if (!page.ok) throw new Error(page.problems[0]?.message);
  return page.value;
}

/** Some versions of each project, with all their files, as the public index had them in November 2026. */
const PAGES = new Map(
  readdirSync(FOLDER).map((file) => [file.replace(".json", ""), realPage(file.replace(".json", ""))]),
);

const TARGETS = {
  al2: "cp39-manylinux_2_26_aarch64",
  jp6: "jetson-jp6",
  debian: "debian-13",
  alpine: "cp312-musllinux_1_2_aarch64",
  free: "cp314t-manylinux_2_28_aarch64",
  intel: "cp312-manylinux_2_28_x86_64",
};

/** `requirement`, then for al2, jp6, debian, alpine, free, intel: outcome and version. */
const TABLE = `
decord                  NO_ARTIFACT 0.6.0     NO_ARTIFACT 0.6.0    NO_ARTIFACT 0.6.0    NO_ARTIFACT 0.6.0   NO_ARTIFACT 0.6.0    NATIVE 0.6.0
mediapipe               NATIVE 0.10.18        NATIVE 1.2.2         NATIVE 1.2.2         LIBC_FAMILY 1.2.2   NATIVE 1.2.2         NATIVE 1.2.2
mediapipe==0.10.21      OLDER_HAS 0.10.21     OLDER_HAS 0.10.21    NEWER_HAS 0.10.21    NO_ARTIFACT 0.10.21 NEWER_HAS 0.10.21    NATIVE 0.10.21
numpy                   NATIVE 1.24.4         NATIVE 2.2.6         NATIVE 2.5.5         NATIVE 2.5.5        NATIVE 2.5.5         NATIVE 2.5.5
numpy==2.5.5            REQUIRES_PYTHON 2.5.5 REQUIRES_PYTHON 2.5.5 NATIVE 2.5.5        NATIVE 2.5.5        NATIVE 2.5.5         NATIVE 2.5.5
onnxruntime-gpu>=1.29   REQUIRES_PYTHON 1.31.1 REQUIRES_PYTHON 1.31.1 NATIVE 1.31.1     LIBC_FAMILY 1.31.1  LIBC_TOO_OLD 1.31.1  NATIVE 1.31.1
open3d==0.20.0          REQUIRES_PYTHON 0.20.0 NATIVE 0.20.0       NATIVE 0.20.0        LIBC_FAMILY 0.20.0  FREE_THREADED 0.20.0 LIBC_TOO_OLD 0.20.0
psycopg2                SDIST_ONLY 2.9.11     SDIST_ONLY 2.9.11    SDIST_ONLY 2.9.11    SDIST_ONLY 2.9.11   SDIST_ONLY 2.9.11    SDIST_ONLY 2.9.11
pyside6                 REQUIRES_PYTHON 6.12.0 ABI3 6.8.0.2        ABI3 6.12.0          LIBC_FAMILY 6.12.0  FREE_THREADED 6.12.0 ABI3 6.8.1
scikit-learn            REQUIRES_PYTHON 1.9.1 NATIVE 1.7.2         NATIVE 1.9.1         LIBC_FAMILY 1.9.1   NATIVE 1.9.1         NATIVE 1.9.1
tensorboard-data-server STUB 0.7.2            STUB 0.7.2           STUB 0.7.2           STUB 0.7.2          STUB 0.7.2           STUB 0.7.2
torch                   NATIVE 1.13.1         NATIVE 2.11.0        NATIVE 2.15.0        LIBC_FAMILY 2.15.0  NATIVE 2.15.0        NATIVE 2.15.0
`;

describe("pages of hard projects", () => {
  it.each(
    TABLE.trim()
      .split("\n")
      .map((line) => line.split(/\s+/)),
  )("%s has its verdict on each target", (text, ...expected) => {
    const requirement = requirementOf(text ?? "");
    const page = PAGES.get(requirement.name);
    if (page === undefined) throw new Error(`no page of ${requirement.name}`);
    const told = Object.values(TARGETS).map((target) => {
      const { outcome, version } = assessRequirement(requirement, page, targetOf(target));
      return `${outcome} ${version}`;
    });
    expect(told).toEqual(expected.join(" ").match(/\S+ \S+/g));
  });

  it("tell the difference and what else there is", () => {
    const judge = (text: string, target: string) => {
      const requirement = requirementOf(text);
      return assessRequirement(requirement, PAGES.get(requirement.name) ?? pageOf(), targetOf(target));
    };
    expect(judge("pyside6", "jetson-jp6").siblings.map(({ text }) => text)).toEqual([
      "6.12.0 has no file for this target: it needs glibc 2.39, the target has glibc 2.35",
    ]);
    expect(judge("pyside6==6.12.0", "jetson-jp6")).toMatchObject({
      outcome: "OLDER_HAS",
      miss: { part: "libc-version", needs: "glibc 2.39", has: "glibc 2.35" },
      siblings: [{ kind: "older", version: "6.8.0.2" }, { kind: "other-libc" }, { kind: "other-platform" }],
    });
  });
});

describe("any page", () => {
  const name = fc.constantFrom("demo", "Demo", "other", "", "demo--", "x y");
  const version = fc.constantFrom("1.0", "2.0rc1", "1!1", "v1", "", "1.0.0", "9".repeat(40), "1.0+x", "nonsense");
  const tags = fc.constantFrom(
    "py3-none-any",
    "cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64",
    "cp312-cp312-manylinux_99_99_aarch64",
    "cp38-abi3-musllinux_1_2_aarch64",
    "cp312-cp312-linux_aarch64-variant",
    "--",
    "a-b-c",
  );
  const filename = fc.oneof(
    fc.tuple(name, version, tags).map((parts) => `${parts.join("-")}.whl`),
    fc.tuple(name, version, fc.constantFrom(".tar.gz", ".zip", ".tgz")).map(([a, b, c]) => `${a}-${b}${c}`),
    fc.string(),
  );
  const file = fc.record({
    filename,
    requiresPython: fc.constantFrom(null, ">=3.8", "<3", "junk", ""),
    yanked: fc.constantFrom(null, "", "why"),
    uploadTime: fc.constantFrom(null, "2026-01-01T00:00:00Z", "junk"),
  });
  const wanted = fc.constantFrom("demo", "demo==1.0", "demo>=2", "demo===v1", "demo!=1.0", "demo<1", "demo~=1.0");
  const target = fc.constantFrom(...Object.values(TARGETS));
  const rules = fc.constantFrom("packaging-26.3", "pip-26.2", "uv");

  it("has a whole verdict, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.array(file, { maxLength: 12 }),
        wanted,
        target,
        rules,
        fc.boolean(),
        (files, text, id, rule, only) => {
          const verdict = assessRequirement(requirementOf(text), pageOf(...files), targetOf(id), {
            rules: rule,
            onlyBinary: only,
          });
          expect(OUTCOMES).toContain(verdict.outcome);
          const fits = ["NATIVE", "ABI3", "PURE", "STUB"].includes(verdict.outcome);
          expect(verdict.wheel !== null).toBe(fits);
          expect(verdict.tag !== null).toBe(fits);
          expect(verdict.version === null).toBe(verdict.outcome === "NOT_FOUND");
          if (fits) expect(verdict.miss).toBeNull();
          expect(verdict.siblings.length).toBeLessThanOrEqual(8);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("has the same verdict in any order of its files, but for what is equal", () => {
    const distinct = fc.uniqueArray(file, { maxLength: 8, selector: (one) => one.filename });
    fc.assert(
      fc.property(distinct, wanted, target, (files, text, id) => {
        const judge = (given: typeof files) => assessRequirement(requirementOf(text), pageOf(...given), targetOf(id));
        const told = ({ outcome, version }: Verdict) => `${outcome} ${version?.replace(/^1(?:\.0)*$/, "1")}`;
        expect(told(judge([...files].reverse()))).toBe(told(judge(files)));
      }),
      { numRuns: 300 },
    );
  });
});
