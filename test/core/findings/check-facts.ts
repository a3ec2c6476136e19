import type { AssessedPackage, CheckFacts, FindingFacts, SourceBuild } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import type { Verdict, VerdictOutcome } from "../../../src/core/index/verdict.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { libcFloor } from "../../../src/core/target/libc.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { requirePlatform } from "../target/require-platform.ts";
import { NOTHING } from "./case-facts.ts";

/** JetPack 6: glibc 2.35, Python 3.10. */
export const JP6: Target = {
  id: "cp310-manylinux_2_35_aarch64",
  platform: requirePlatform("linux/arm64"),
  libc: libcFloor("glibc", 2, 35),
  python: { implementation: "cpython", major: 3, minor: 10, version: "3.10", abi: "cp310", freeThreaded: false },
  profile: "jetson-jp6",
  markers: {},
  tags: null,
};

export const ALPINE: Target = {
  ...JP6,
  id: "cp312-musllinux_1_2_aarch64",
  libc: libcFloor("musl", 1, 2),
  python: { implementation: "cpython", major: 3, minor: 12, version: "3.12", abi: "cp312", freeThreaded: false },
  profile: "alpine",
};

export const LINE = { file: "requirements.txt", line: 4, column: 1 };

const WITH_WHEEL: ReadonlySet<VerdictOutcome> = new Set(["NATIVE", "ABI3", "PURE", "STUB"]);

/** A verdict with a wheel where the outcome means one, and else with nothing. */
export function verdict(outcome: VerdictOutcome, more: Partial<Verdict> = {}): Verdict {
  const wheel = WITH_WHEEL.has(outcome) ? "demo-1.0-py3-none-any.whl" : null;
  return {
    ...{ outcome, version: "1.0", wheel, tag: wheel === null ? null : "py3-none-any", bytes: null, sdist: null },
    ...{ miss: null, siblings: [], rules: "packaging-26.3" },
    ...more,
  };
}

/** `demo`, named by the user in line 4, with nothing special about it. */
export function assessed(more: Partial<AssessedPackage> & Pick<AssessedPackage, "verdict">): AssessedPackage {
  return {
    ...{ name: "demo", requirement: more.name ?? "demo", requestedBy: [LINE], requiredBy: [], knowledge: null },
    ...{ build: null, yanked: null, requiresPython: null, indexes: ["https://index.example/simple/"] },
    ...{ wrongIndex: null, nearNames: [], status: null },
    ...more,
  };
}

export function sourceBuild(more: Partial<SourceBuild> = {}): SourceBuild {
  return {
    ...{ file: "demo-1.0.tar.gz", compile: null, backend: null, buildRequires: null, system: null, minutes: null },
    ...{ evidence: "by its name alone" },
    ...more,
  };
}

export function checkFacts(items: readonly AssessedPackage[], more: Partial<CheckFacts> = {}): FindingFacts {
  const check = { target: JP6, assessed: items, conflicts: [], undecided: null, ...more };
  return { ...NOTHING, target: check.target.id, check };
}

export function findingsOf(items: readonly AssessedPackage[], more: Partial<CheckFacts> = {}): readonly Finding[] {
  return findFindings(checkFacts(items, more)).findings;
}

/** The finding of the one package; undefined when nothing is to be said. */
export function findingOf(more: Parameters<typeof assessed>[0], check: Partial<CheckFacts> = {}): Finding | undefined {
  const [finding, ...others] = findingsOf([assessed(more)], check);
  if (others.length > 0) throw new Error(`more than one finding: ${others.map(({ code }) => code).join(", ")}`);
  return finding;
}
