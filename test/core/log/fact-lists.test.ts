import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseSize, sumSizes } from "../../../src/core/log/facts/size.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCase } from "./cases.ts";
import { LOGS } from "./recorded-logs.ts";

const factsOfText = (...lines: readonly string[]) =>
  reduceFacts({ log: parseLog(Buffer.from(`${lines.join("\n")}\n`)) });
const factsOfCase = (name: string) => reduceFacts({ log: parseLog(logCase(name).input) });

const LEAF = ["Collecting leaf", "  Downloading leaf-2.0-py3-none-any.whl (912 bytes)"];

describe("sizes", () => {
  it.each([
    ["912 bytes", { bytes: 912, exact: true }],
    ["1.4 kB", { bytes: 1_400, exact: false }],
    ["16 kB", { bytes: 16_000, exact: false }],
    ["16.7MiB", { bytes: 17_511_219, exact: false }],
    ["much", null],
    [null, null],
  ])("reads %s as the tool means it", (text, size) => {
    expect(parseSize(text)).toEqual(size);
  });

  it("calls a sum exact only when every part is known exactly", () => {
    expect(sumSizes([parseSize("1 bytes"), parseSize("2 bytes")])).toEqual({ bytes: 3, exact: true });
    expect(sumSizes([parseSize("1 bytes"), null])).toEqual({ bytes: 1, exact: false });
    expect(sumSizes([null])).toBeNull();
  });
});

describe("downloads and installations", () => {
  it("counts every file once, though pip 23.0 prints it twice, and no sidecar", () => {
    const { downloads, totals, duplicates } = factsOfCase("pip-23.0-ok");
    const files = downloads.map(({ file }) => file);
    expect(new Set(files).size).toBe(files.length);
    expect(files.filter((file) => file.endsWith(".metadata"))).toEqual([]);
    expect(totals.downloads).toBe(files.length);
    expect(duplicates).toEqual([]);
  });

  it("tells cache, wheelhouse and index apart, and shows the arithmetic of the hit rate", () => {
    const { packages, hitRate, method } = factsOfText(
      "Looking in links: ./wheelhouse",
      "Processing ./wheelhouse/house_pkg-1.0-py3-none-any.whl",
      ...LEAF,
      "Collecting kept",
      "  Using cached kept-1.0-py3-none-any.whl (3 kB)",
      "Requirement already satisfied: six in /usr/lib/python3/dist-packages (1.16.0)",
      "Successfully installed house-pkg-1.0 kept-1.0 leaf-2.0",
    );
    expect(Object.fromEntries(packages.map(({ name, origin }) => [name, origin]))).toEqual({
      "house-pkg": "wheelhouse",
      leaf: "index",
      kept: "cache",
      six: "installed",
    });
    expect(hitRate).toEqual({ numerator: 2, denominator: 3, rate: 2 / 3, text: "2 of 3 files: 67 %" });
    expect(method).toBe("mixed");
  });

  it("knows repositories and folders by the requirement", () => {
    const { packages } = factsOfText(
      "Collecting demo@ git+https://git.example/demo.git",
      "  Created wheel for demo: filename=demo-1.0-py3-none-any.whl size=906 sha256=d0ebf3a3f42362ad5982ae4475b0d3c5ddae8e8fcf57090294040fd942b8c727",
      "Successfully installed demo-1.0",
    );
    expect(packages).toMatchObject([{ name: "demo", version: "1.0", origin: "vcs", wheel: { bytes: 906 } }]);
  });

  it("lists what was replaced as removed", () => {
    const { installed, removed } = factsOfText(
      ...LEAF,
      "Installing collected packages: leaf",
      "  Attempting uninstall: leaf",
      "    Found existing installation: leaf 1.1",
      "    Uninstalling leaf-1.1:",
      "      Successfully uninstalled leaf-1.1",
      "Successfully installed leaf-2.0",
    );
    expect(installed).toMatchObject([{ name: "leaf", version: "2.0", how: "done" }]);
    expect(removed).toMatchObject([{ name: "leaf", version: "1.1" }]);
  });

  it("leaves out of the packages what was only tried, and keeps the file of the version that was installed", () => {
    const { packages, backtracking, duplicates } = factsOfText(
      "Collecting app",
      "  Downloading app-2.0.tar.gz (5.0 MB)",
      "  Downloading app-1.0.tar.gz (4.0 MB)",
      "Collecting gone",
      "  Downloading gone-1.0-py3-none-any.whl (9 bytes)",
      "Successfully installed app-1.0",
    );
    expect(packages).toMatchObject([{ name: "app", version: "1.0", file: "app-1.0.tar.gz" }]);
    expect(backtracking).toMatchObject([
      { name: "app", taken: "1.0", tried: [{ version: "2.0" }, { version: "1.0" }], size: { bytes: 5_000_000 } },
    ]);
    expect(duplicates).toMatchObject([{ kind: "backtracking", name: "app", wasted: { bytes: 5_000_000 } }]);
  });

  it("counts what a search cost by the stamps of --log", () => {
    const stamped = (second: number, text: string) => `2026-11-21T02:55:${String(second).padStart(2, "0")},000 ${text}`;
    const { backtracking } = factsOfText(
      stamped(10, "Collecting app"),
      stamped(10, "  Downloading app-2.0.tar.gz (5.0 MB)"),
      stamped(50, "  Downloading app-1.0.tar.gz (4.0 MB)"),
      stamped(55, "Successfully installed app-1.0"),
    );
    expect(backtracking).toMatchObject([{ seconds: 40 }]);
  });
});

describe("several runs in one log", () => {
  const first = [...LEAF, "Successfully installed leaf-2.0"];

  it("are told apart, and the same file twice is a duplicate", () => {
    const { runs, duplicates, totals, packages } = factsOfText(...first, ...first);
    expect(runs.map(({ outcome, lines }) => [outcome, lines])).toEqual([
      ["succeeded", [1, 3]],
      ["succeeded", [4, 6]],
    ]);
    expect(duplicates).toMatchObject([{ kind: "same-file", name: "leaf", wasted: { bytes: 912, exact: true } }]);
    expect(totals).toMatchObject({ downloads: 2, packages: 1 });
    expect(packages).toHaveLength(1);
  });

  it("find different versions of one project", () => {
    const { duplicates } = factsOfText(
      ...first,
      "Collecting leaf",
      "  Downloading leaf-1.0-py3-none-any.whl (900 bytes)",
      "Successfully installed leaf-1.0",
    );
    expect(duplicates).toMatchObject([{ kind: "several-files", wasted: { bytes: 912 } }]);
  });

  it("do not begin at 'Successfully built', which stands in the middle", () => {
    expect(factsOfCase("build-ok").runs).toHaveLength(1);
  });

  it("fail one by one", () => {
    const { runs } = factsOfText(
      "Collecting gone",
      "ERROR: Could not find a version that satisfies the requirement gone (from versions: none)",
      "ERROR: No matching distribution found for gone",
      ...first,
    );
    expect(runs.map(({ outcome }) => outcome)).toEqual(["failed", "succeeded"]);
  });
});

describe("sources that contradict each other", () => {
  const report = (name: string, version: string) => ({
    version: "1",
    pip_version: "26.3",
    install: [{ download_info: { url: `http://index.example/${name}-${version}.whl` }, metadata: { name, version } }],
  });
  const log = parseLog(Buffer.from(`${[...LEAF, "Successfully installed leaf-2.0"].join("\n")}\n`));

  it("F6: an installation that nothing else in the log shows is only claimed", () => {
    const { installed, disagreements, packages } = factsOfText(...LEAF, "Successfully installed evil-9.9 leaf-2.0");
    expect(installed.map(({ name }) => name)).toEqual(["leaf"]);
    expect(packages.map(({ name }) => name)).toEqual(["leaf"]);
    expect(disagreements).toMatchObject([{ kind: "claimed", name: "evil", text: "9.9", span: { lines: [3, 3] } }]);
  });

  it("pip's report wins over the text, and the difference is told", () => {
    const { packages, disagreements } = reduceFacts({ log, pipReport: report("leaf", "1.0") });
    expect(packages).toMatchObject([{ name: "leaf", version: "1.0" }]);
    expect(disagreements).toMatchObject([{ kind: "version", name: "leaf", text: "2.0", report: "1.0" }]);
  });

  it("tells what only one of the two has", () => {
    const { disagreements } = reduceFacts({ log, pipReport: report("other", "1.0") });
    expect(disagreements.map(({ kind, name }) => [kind, name])).toEqual([
      ["not-in-report", "leaf"],
      ["not-in-text", "other"],
    ]);
    expect(reduceFacts({ log, pipReport: report("leaf", "2.0") }).disagreements).toEqual([]);
  });

  it("tells of a text that denies what the report holds", () => {
    const conflict = parseLog(logCase("conflict").input);
    const { disagreements } = reduceFacts({ log: conflict, pipReport: { ...report("leaf", "2.0"), install: [] } });
    expect(disagreements).toMatchObject([{ kind: "denied" }]);
  });
});

describe("what has no file", () => {
  it("is of a repository when pip has cloned it, with the lines that say so", () => {
    const { packages } = factsOfCase("26.3-vcs");
    expect(packages).toMatchObject([{ name: "vcspkg", version: "1.0", origin: "vcs", built: true, file: null }]);
    expect(packages[0]?.lines.length).toBeGreaterThan(1);
  });

  it("is of a folder when pip installs it in development mode, without a version in pip 20.3", () => {
    const { packages, installed } = factsOfCase("pip-20.3.4-editable");
    expect(installed).toMatchObject([{ name: "demo", version: null, how: "done" }]);
    expect(packages).toMatchObject([{ name: "demo", origin: "path", file: null }]);
  });

  it("keeps the time of its build beside the version that was installed", () => {
    const built = factsOfCase("26.3-ok-log").packages.find(({ name }) => name === "puresdist");
    expect(built?.seconds.build).toBeGreaterThan(0);
    expect(built).toMatchObject({ version: "0.3.0", built: true });
  });

  it("F6: a reason for being yanked that prints a last word of pip's does not become one", () => {
    const { conflict, disagreements, installed } = factsOfText(
      ...LEAF,
      "WARNING: The candidate selected for download or install is a yanked version: 'leaf' candidate (version 2.0 at http://index.example/files/leaf-2.0-py3-none-any.whl)",
      "Reason for being yanked: broken",
      "ERROR: Cannot install leaf==2.0 and gone because these package versions have conflicting dependencies.",
      "Installing collected packages: leaf",
      "Successfully installed leaf-2.0",
    );
    expect(conflict).toBeNull();
    expect(installed).toHaveLength(1);
    expect(disagreements).toMatchObject([{ kind: "claimed", text: "conflict" }]);
  });
});

describe("uv", () => {
  const uvFacts = (name: string) => reduceFacts({ log: parseLog(readFileSync(join(LOGS, "uv", name, "input.log"))) });

  it("tells with -v which versions it went through, what it fetched and what it built", () => {
    expect(uvFacts("0.13.8-backtrack-verbose").backtracking).toMatchObject([
      {
        name: "wavering",
        taken: "1.0",
        tried: [{ version: "1.3" }, { version: "1.2", because: ["shared-lib"] }, {}, {}],
      },
    ]);
    const { downloads, totals, hitRate } = uvFacts("0.13.8-ok-verbose");
    expect(downloads.map(({ file }) => file)).toContain("puresdist-0.3.0.tar.gz");
    expect(totals).toMatchObject({ downloads: 3, built: 1, reused: 0 });
    expect(hitRate).toMatchObject({ numerator: 0, denominator: 3 });
    expect(uvFacts("0.13.8-cached-verbose").hitRate.text).toBe("3 of 3 files: 100 %");
  });
});
