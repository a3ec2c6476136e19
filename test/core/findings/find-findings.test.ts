import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FindingFacts } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { compareFindings } from "../../../src/core/findings/order.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { golden, logCase, logCases } from "../log/cases.ts";
import { factsOfCase, locate, NOTHING, packageReport, TARGET } from "./case-facts.ts";

const findingsOf = (facts: Partial<FindingFacts>): readonly Finding[] =>
  findFindings({ ...NOTHING, ...facts }).findings;
const ofCase = (name: string): Finding => {
  const [finding] = findFindings(factsOfCase(logCase(name))).findings;
  if (finding === undefined) throw new Error(`${name} gives no finding`);
  return finding;
};

describe("the findings of recorded logs", () => {
  it.each(logCases())("$name", (item) => {
    const result = findFindings(factsOfCase(item));
    expect([...new Set(result.findings.map((finding) => finding.code))].sort()).toEqual([...item.meta.codes].sort());
    const actual = `${JSON.stringify(result, null, 2)}\n`;
    if (item.meta.codes.length > 0) expect(actual).toBe(golden(item.path("findings.json"), actual));
  });

  it.each(logCases().filter((item) => item.meta.build === undefined))("$name points into its log", (item) => {
    for (const finding of findFindings(factsOfCase(item)).findings) {
      for (const evidence of finding.evidence.filter((entry) => entry.kind === "log")) {
        const start = item.input.subarray(0, evidence.bytes[0]).filter((byte) => byte === 0x0a).length + 1;
        expect(start).toBe(evidence.lines[0]);
      }
    }
  });
});

describe("conflict", () => {
  it("names both requirers with their lines", () => {
    const finding = ofCase("conflict");
    expect(finding.places).toEqual([
      { file: "requirements.txt", line: 3, column: 1 },
      { file: "requirements.txt", line: 2, column: 1 },
    ]);
    expect(finding.message).toBe(
      "needs-new 1.0 (requirements.txt:3) needs shared-lib>=2, but needs-old 1.0 (requirements.txt:2) needs shared-lib<2. pip found no version of shared-lib that satisfies all of them.",
    );
  });

  it("finds the line that pip prints in another spelling, and the constraint", () => {
    expect(ofCase("conflict-requested").places).toContainEqual({ file: "requirements.txt", line: 2, column: 1 });
    const { conflicts } = findFindings(factsOfCase(logCase("conflict-constraint")));
    expect(conflicts).toMatchObject([
      {
        project: "shared-lib",
        complete: false,
        causes: [
          { kind: "depends", place: { file: "requirements.txt", line: 1 } },
          { kind: "constraint", requirement: "shared-lib<2", place: { file: "constraints.txt", line: 1 } },
        ],
      },
    ]);
  });

  it("does not choose between two lines of the same project that read alike to pip", () => {
    const facts = factsOfCase(logCase("conflict-requested"));
    const requirements = locate("requirements.txt", "needs-new\nshared-lib<3\nshared-lib!=1.5\n");
    const { conflicts } = findFindings({ ...facts, requirements });
    expect(conflicts[0]?.causes[0]?.place).toBeNull();
    expect(conflicts[0]?.complete).toBe(false);
  });
});

describe("a conflict over a range", () => {
  it("writes the range as a requirement has it: pip prints 'and' for the comma", () => {
    const log = [
      "ERROR: Cannot install -r requirements.txt (line 1) and leaf<1 because these package versions have conflicting dependencies.",
      "",
      "The conflict is caused by:",
      "    The user requested leaf<1",
      '    app 1.0 depends on leaf<3 and >=1.2; python_version >= "3.8"',
    ].join("\n");
    const facts = factsOfCase(logCase("conflict-requested"));
    const resolution = { file: "logs/resolve.log", parse: parseLog(new TextEncoder().encode(log)), resolved: false };
    expect(findFindings({ ...facts, resolution }).conflicts[0]?.causes.map(({ requirement }) => requirement)).toEqual([
      "leaf<1",
      "leaf<3,>=1.2",
    ]);
  });
});

describe("no-matching-distribution", () => {
  it("does not lay versions of other projects at this one's door: pip lists them without names", () => {
    const log = [
      "ERROR: Ignored the following versions that require a different python version: 2.33.0 Requires-Python >=3.10; 3.0.2 Requires-Python >=3.9",
      "ERROR: Could not find a version that satisfies the requirement pymixed==3.0.2 (from versions: 2.0)",
      "ERROR: No matching distribution found for pymixed==3.0.2",
    ].join("\n");
    const facts = factsOfCase(logCase("no-match-python-mixed"));
    const resolution = { file: "logs/resolve.log", parse: parseLog(new TextEncoder().encode(log)), resolved: false };
    const [finding] = findFindings({ ...facts, resolution }).findings;
    expect(finding?.message).toContain("3.0.2 needs Python >=3.9");
    expect(finding?.message).not.toContain("2.33.0");
  });

  it.each([
    ["no-match-absent-log", /the index does not have the project \(404\)/],
    ["no-match-absent", /no usable file at all/],
    [
      "pip-26.2.1-plat",
      /files of it, but none that pip may use here: platonly-1\.0-cp27-cp27m-win_amd64\.whl \(none of/,
    ],
    ["no-match-versions", /it can use 1\.1\.0 and 1\.0\.0 here, and none of them fits/],
    ["no-match-python", /needs another Python \(1\.0 needs Python >=3\.99\)/],
    ["no-match-python-mixed", /it can use 2\.0.*Left out because they need another Python: 3\.0/],
    ["no-match-yanked", /has been yanked \(1\.1\)/],
    ["network-dead", /does not mean that there is none/],
  ])("says why (%s)", (name, reason) => {
    const finding = findFindings(factsOfCase(logCase(name))).findings.find(
      (item) => item.code === "no-matching-distribution",
    );
    expect(finding?.message).toMatch(reason);
    expect(finding?.remedies.length).toBeGreaterThan(0);
  });

  it("doubts the answer when the index had trouble with this project, not with another", () => {
    const facts = factsOfCase(logCase("no-match-absent"));
    const messageWith = (project: string | null) =>
      findFindings({ ...facts, troubles: [{ kind: "status", message: "503", project }] }).findings.find(
        (item) => item.code === "no-matching-distribution",
      )?.message;
    expect(messageWith("no-such-project")).toContain("does not mean that there is none");
    expect(messageWith(null)).toContain("does not mean that there is none");
    expect(messageWith("other")).toContain("no usable file at all");
  });

  it("points at the line of the package that asked", () => {
    const finding = ofCase("no-match-transitive");
    expect(finding.places).toEqual([{ file: "requirements.txt", line: 2, column: 1 }]);
    expect(finding.message).toContain("which needs-missing needs");
  });
});

describe("build-failed", () => {
  it.each([
    ["build-failed-header", "missing-header", "python3-dev"],
    ["build-failed-compiler-missing-log", "missing-tool", "build-essential"],
    ["build-failed-source", "python-version", null],
    ["build-failed-module-log", "missing-python-module", null],
    ["build-failed-killed", "out-of-memory", null],
    ["build-failed-emulator", "emulator-crash", null],
    ["build-failed-metadata-log", "missing-header", "libpq-dev"],
    ["pip-26.2.1-mat-norust-notools", "missing-tool", "cargo"],
    ["pip-26.2.1-st-pkgres", "missing-python-module", null],
  ])("knows the class (%s: %s)", (name, failure, install) => {
    const finding = ofCase(name);
    expect(finding.title).toContain(`(${failure})`);
    const commands = finding.remedies.flatMap((remedy) => remedy.commands).join("\n");
    if (install === null) expect(commands).not.toContain("apt-get");
    else expect(commands).toContain(install);
  });

  it("shows the first error, the same from the console and from the file of --log", () => {
    const excerpt = ofCase("build-failed-header").excerpt;
    expect(excerpt?.[1]).toBe("src/mod.c:1:10: fatal error: Python.h: No such file or directory");
    expect(ofCase("build-failed-header-log").excerpt).toEqual(excerpt);
  });

  it("calls a crash of the emulator by its name only where there is an emulator", () => {
    const facts = factsOfCase(logCase("build-failed-killed"));
    const text = logCase("build-failed-killed").input.toString().replaceAll("exit code: -9", "exit code: -11");
    const [build] = facts.failedBuilds;
    if (build === undefined) throw new Error("no build");
    const parse = parseLog(Buffer.from(text));
    const titleOn = (lane: "native" | "emulated") =>
      findFindings({ ...facts, failedBuilds: [{ ...build, parse, text: wholeText(Buffer.from(text)), lane }] })
        .findings[0]?.title;
    expect(titleOn("emulated")).toContain("(emulator-crash)");
    expect(titleOn("native")).toContain("(unknown)");
  });

  it("is said of a package that failed without a log, too", () => {
    const packages = [packageReport({ name: "lost", artifact: "sdist", status: "failed" })];
    expect(findingsOf({ packages })).toMatchObject([{ code: "build-failed", severity: "error", packages: ["lost"] }]);
  });
});

describe("source-build", () => {
  const built = { artifact: "sdist", status: "built" } as const;

  it("is a notice when it was quick and native, a warning when it was slow or emulated", () => {
    const severity = (lane: "native" | "emulated", build: number) =>
      findingsOf({ packages: [packageReport({ name: "a", ...built, lane, seconds: { download: 1, build } })] })[0]
        ?.severity;
    expect(severity("native", 3)).toBe("notice");
    expect(severity("native", 61)).toBe("warning");
    expect(severity("emulated", 3)).toBe("warning");
  });

  it("stands at the line that pulls the package in", () => {
    const place = { file: "requirements.txt", line: 4, column: 1 };
    const packages = [
      packageReport({ name: "a", ...built, requiredBy: ["b"], lane: "native" }),
      packageReport({ name: "b", requiredBy: ["c", "a"] }),
      packageReport({ name: "c", requestedBy: [place] }),
    ];
    expect(findingsOf({ packages })).toMatchObject([{ code: "source-build", when: "done", places: [place] }]);
  });

  it("is not said of a wheel that an earlier run built", () => {
    expect(findingsOf({ packages: [packageReport({ name: "a", artifact: "sdist", status: "reused" })] })).toEqual([]);
  });
});

describe("the rest", () => {
  it("reports trouble with an index once for each kind, as an error only when pip did not resolve", () => {
    const troubles = [
      { kind: "status", message: "503 from index.example", project: "a" },
      { kind: "status", message: "503 from index.example", project: "b" },
      { kind: "unreachable", message: "no answer from other.example", project: null },
    ] as const;
    const findings = findingsOf({ troubles });
    expect(findings.map((item) => [item.code, item.severity, item.packages])).toEqual([
      ["network", "warning", ["a", "b"]],
      ["network", "warning", []],
    ]);
    const failed = factsOfCase(logCase("network-status"));
    expect(findFindings({ ...failed, troubles }).findings.every((item) => item.severity === "error")).toBe(true);
  });

  it("reports a wrong digest that the loopback index met", () => {
    const troubles = [{ kind: "hash-mismatch", message: "a-1.0.whl is not what the page says", project: "a" }] as const;
    expect(findingsOf({ troubles })).toMatchObject([{ code: "hash-mismatch", packages: ["a"] }]);
  });

  it("warns of an index that is bypassed, at its line", () => {
    const place = { file: "requirements.txt", line: 1, column: 1 };
    const bypasses = [
      { option: "--no-index", effect: "no", reason: "The file forbids every index.", remedy: "None.", place },
    ];
    expect(findingsOf({ bypasses })).toMatchObject([{ code: "index-bypassed", severity: "warning", places: [place] }]);
    const meant = bypasses.map((bypass) => ({ ...bypass, severity: "notice" as const }));
    expect(findingsOf({ bypasses: meant })).toMatchObject([{ severity: "notice" }]);
  });

  it("says when a run was cut short, and with which unknown error pip stopped", () => {
    expect(findingsOf({ incomplete: "The disk is full" })).toMatchObject([{ code: "incomplete", severity: "error" }]);
    const facts = factsOfCase({ ...logCase("ok"), input: Buffer.from("ERROR: Invalid requirement: 'a=='\n") });
    const [finding] = findFindings({
      ...facts,
      resolution: facts.resolution && { ...facts.resolution, resolved: false },
    }).findings;
    expect(finding?.message).toContain("It says: Invalid requirement: 'a=='.");
  });

  it("believes no error of a log when pip wrote its report", () => {
    const facts = factsOfCase(logCase("conflict"));
    const resolution = facts.resolution && { ...facts.resolution, resolved: true };
    expect(findFindings({ ...facts, resolution })).toEqual({ findings: [], conflicts: [] });
  });
});

describe("compareFindings", () => {
  const finding = fc.record({
    code: fc.constantFrom("conflict", "network"),
    severity: fc.constantFrom("error" as const, "warning" as const, "notice" as const),
    target: fc.constantFrom(null, TARGET),
    title: fc.constantFrom("a", "b"),
    message: fc.constantFrom("x", "y"),
    packages: fc.constant([]),
    places: fc.array(fc.record({ file: fc.constantFrom("a.txt", "b.txt"), line: fc.nat(3), column: fc.nat(2) }), {
      maxLength: 1,
    }),
    evidence: fc.constant([]),
    remedies: fc.constant([]),
  });

  it("orders any list the same, whatever order it comes in", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (list) => {
        expect([...list].reverse().sort(compareFindings)).toEqual([...list].sort(compareFindings));
      }),
    );
  });
});
