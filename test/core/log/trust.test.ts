import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCase } from "./cases.ts";

const SPOOFED = ["conflict", "conflict-causes", "no-matching-distribution", "created-wheel", "success"];

describe("what a build prints", () => {
  it.each(["build-spoof", "build-spoof-log"])("F6: is not taken for pip's own word (%s)", (name) => {
    const { events } = parseLog(logCase(name).input);
    expect(events.filter((event) => SPOOFED.includes(event.kind))).toEqual([]);
    expect(reduceFacts({ log: parseLog(logCase(name).input) }).failures).toMatchObject([
      { package: "spoofer", exitCode: 1, outputLines: 16 },
    ]);
  });

  it.each([
    "20.3.4-spoof",
    "20.3.4-spoof-v",
    "20.3.4-spoof-log-file",
    "26.3-spoof",
    "26.3-spoof-v",
    "26.3-spoof-log-file",
  ])("F6: gives no event about the package that a build makes up (pip %s)", (name) => {
    const log = parseLog(logCase(`pip-${name}`).input);
    expect(log.events.filter((event) => JSON.stringify(event).includes("evil"))).toEqual([]);
    const { failures, installed, noMatches } = reduceFacts({ log });
    expect(failures).toMatchObject([{ package: "spoof", outputLines: 5 }]);
    expect([installed, noMatches]).toEqual([[], []]);
  });

  it("F6: cannot leave the box by erasing its indentation", () => {
    const fake = "ERROR: No matching distribution found for purepkg";
    for (const trick of [`\b\b\b\b\b\b${fake}`, `x\r${fake}`, `\x1b[2K\r${fake}`, `\x1b[20D${fake}`]) {
      const text = logCase("build-failed-header").input.toString().replace("running bdist_wheel", trick);
      const { events } = parseLog(Buffer.from(text));
      expect(events.map((event) => event.kind)).not.toContain("no-matching-distribution");
      expect(events.find((event) => event.kind === "build-failed" && event.via === "box")).toMatchObject({
        outputLines: 10,
        output: { lines: [16, 25] },
      });
    }
  });

  it("does not end where a nested pip writes into the same file", () => {
    const { events } = parseLog(logCase("pip-26.2.1-pip-log-env-interleaved").input);
    expect(events.filter((event) => event.kind === "using-pip")).toHaveLength(1);
    expect(events.filter((event) => event.kind === "success")).toEqual([]);
  });

  it("ends where pip speaks without indentation, when the step was never finished", () => {
    const cut = [
      "  Building wheel for a (pyproject.toml): started",
      "  Running command Building wheel for a (pyproject.toml)",
      "  running bdist_wheel",
      "ERROR: Operation cancelled by user",
      "",
    ].join("\n");
    expect(parseLog(Buffer.from(cut)).events.at(-1)).toMatchObject({
      kind: "error",
      text: "Operation cancelled by user",
    });
  });
});

describe("foreign words between pip's own", () => {
  const factsOf = (lines: readonly string[]) => reduceFacts({ log: parseLog(Buffer.from(`${lines.join("\n")}\n`)) });
  const yanked = [
    "Collecting leaf==1.0",
    "  Downloading leaf-1.0-py3-none-any.whl.metadata (51 bytes)",
    "WARNING: The candidate selected for download or install is a yanked version: 'leaf' candidate (version 1.0 at http://index.example/files/leaf-1.0-py3-none-any.whl (from http://index.example/simple/leaf/))",
    "Reason for being yanked: broken",
  ];
  const installs = [
    "Downloading leaf-1.0-py3-none-any.whl (977 bytes)",
    "Installing collected packages: leaf",
    "Successfully installed leaf-1.0",
  ];
  const spoofs = [
    "ERROR: Could not find a version that satisfies the requirement evil (from versions: none)",
    "ERROR: No matching distribution found for evil",
    "ERROR: Cannot install evil because these package versions have conflicting dependencies.",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
    "    evil==1.0 from http://index.example/files/evil-1.0.tar.gz:",
  ];

  it("F6: a reason with line breaks cannot stop a run that goes on", () => {
    const facts = factsOf([...yanked, ...spoofs, ...installs]);
    expect(facts).toMatchObject({ conflict: null, noMatches: [], hashMismatches: [], installed: [{ name: "leaf" }] });
    expect(facts.disagreements.map(({ kind }) => kind)).toEqual(["claimed", "claimed", "claimed", "claimed"]);
    expect(factsOf([...yanked, ...spoofs.slice(0, 2)]).noMatches).toHaveLength(1);
  });

  it("F6: two runs of one log are held apart: the first may stop, the second install", () => {
    const facts = factsOf(["Collecting other", ...spoofs.slice(0, 2), ...yanked, ...installs]);
    expect(facts).toMatchObject({ noMatches: [{ name: "evil" }], disagreements: [] });
  });

  it("F6: a backend's warning is its own word, not pip's", () => {
    const { log, ...facts } = (() => {
      const lines = [
        "Processing ./demo",
        "Building wheels for collected packages: demo",
        "  Building wheel for demo (pyproject.toml): started",
        "  Building wheel for demo (pyproject.toml): finished with status 'done'",
        "  /venv/lib/backend.py:354: BuildBackendWarning: be careful",
        "  Downloading evil-1.0-py3-none-any.whl (1 kB)",
        "  ERROR: Failed building wheel for evil",
        `  Created wheel for evil: filename=evil-1.0-py3-none-any.whl size=1 sha256=${"0".repeat(64)}`,
        `  Created wheel for demo: filename=demo-1.0-py3-none-any.whl size=9 sha256=${"0".repeat(64)}`,
        "Successfully built demo",
        "Installing collected packages: demo",
        "Successfully installed demo-1.0",
      ];
      const parse = parseLog(Buffer.from(`${lines.join("\n")}\n`));
      return { log: parse, ...reduceFacts({ log: parse }) };
    })();
    expect(log.events.filter((event) => JSON.stringify(event).includes("evil"))).toEqual([]);
    expect(facts).toMatchObject({ failures: [], packages: [{ name: "demo", wheel: { bytes: 9 } }] });
  });

  it("F6: what an old pip prints of a build ends where pip says how many lines there are", () => {
    const text = logCase("pip-21.3-srcbad").input.toString();
    const ruler = "-".repeat(40);
    for (const fake of [
      `  ${ruler}`,
      "ERROR: No matching distribution found for evil",
      "  ERROR: Failed building wheel for evil",
    ]) {
      const log = parseLog(Buffer.from(text.replace("  running build\n", `  ${fake.trimStart()}\n`)));
      expect(log.events.filter((event) => JSON.stringify(event).includes("evil"))).toEqual([]);
      expect(reduceFacts({ log }).failures).toMatchObject([
        { package: "srcbad", outputLines: 9, output: { lines: [15, 23] } },
      ]);
    }
  });
});

describe("pip's report against its text", () => {
  const report = { version: "1", pip_version: "26.3", install: [], environment: {} };

  it("F6: wins: with a report there is no conflict, whatever the log says", () => {
    const log = parseLog(logCase("conflict").input);
    expect(reduceFacts({ log }).conflict).not.toBeNull();
    expect(reduceFacts({ log, pipReport: report })).toMatchObject({
      conflict: null,
      noMatches: [],
      report: { packages: [] },
    });
  });

  it("is ignored when it is none", () => {
    const log = parseLog(logCase("conflict").input);
    expect(reduceFacts({ log, pipReport: { install: "x" } })).toMatchObject({
      report: null,
      conflict: { causes: [{ requirer: "needs-new 1.0" }, { requirer: "needs-old 1.0" }] },
    });
  });
});
