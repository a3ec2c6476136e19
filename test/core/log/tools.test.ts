import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { golden } from "./cases.ts";
import { printParse, toolCase, toolCases } from "./tool-cases.ts";

const TOOLS = ["poetry", "pip-compile", "pipenv", "conda", "cibuildwheel"].filter((tool) =>
  readdirSync(join(import.meta.dirname, "../../fixtures/logs")).includes(tool),
);
const CASES = TOOLS.flatMap((tool) =>
  toolCases(tool).map((item) => ({ ...item, label: `${tool} ${item.name}`, tool })),
);
const parse = (text: string) => parseLog(Buffer.from(text));

describe("the events of logs of other tools", () => {
  it.each(CASES)("$label", ({ input, path }) => {
    const actual = printParse(parseLog(input));
    expect(actual).toBe(golden(path("events.json"), actual));
  });

  it.each(CASES)("$label is told, and ends", ({ tool, name, input }) => {
    const { formats, complete } = parseLog(input);
    // Before its last line pip-compile shows nothing but pip.
    expect(formats).toContain(tool);
    expect(complete, name).toBe(true);
  });
});

describe("poetry", () => {
  it.each(["1.8.5", "2.5.1"])("%s: a conflict has its causes", (version) => {
    const { conflict, noMatches } = reduceFacts({ log: parseLog(toolCase("poetry", `${version}-conflict`).input) });
    expect(conflict?.causes.toSorted((a, b) => a.requirement.localeCompare(b.requirement))).toEqual([
      { kind: "depends", requirer: "needs-old 1.0", requirement: "shared-lib<2" },
      { kind: "depends", requirer: "needs-new 1.0", requirement: "shared-lib>=2" },
    ]);
    expect(noMatches).toEqual([]);
  });

  it.each(["1.8.5", "2.5.1"])("%s: a project that is not there is not a conflict", (version) => {
    for (const [name, requirement] of [
      ["absent", "no-such-project>=1"],
      ["transitive", "no-such-project>=1"],
      ["versions", "purepkg==9"],
      ["python", "toonew"],
      ["platform", "winonly==1.0"],
    ]) {
      const log = parseLog(toolCase("poetry", `${version}-no-match-${name}`).input);
      const { conflict, noMatches } = reduceFacts({ log });
      expect(conflict).toBeNull();
      expect(noMatches.map((fact) => fact.requirement)).toEqual([requirement]);
    }
  });

  it.each(["1.8.5", "2.5.1"])("%s: the output of a failed build is the compiler's alone", (version) => {
    const { input } = toolCase("poetry", `${version}-build-failed`);
    const [failure] = reduceFacts({ log: parseLog(input) }).failures;
    const text = input.subarray(...(failure?.output?.bytes ?? [0, 0])).toString();
    expect(failure).toMatchObject({ package: "headerbad", step: "build_wheel" });
    expect(text).toMatch(/^[ |]+running bdist_wheel\n/);
    expect(text).toMatch(/exit code 1\n$/);
  });

  it("is not told by a sentence that begins with Because", () => {
    const { format, events } = parse("Because it rained,\n and because of the wind, we stayed.\nCollecting x\n");
    expect(format).toBe("pip");
    expect(events.map((event) => event.kind)).toEqual(["collecting"]);
  });
});

describe("pip-compile", () => {
  it("takes the causes of a conflict out of the exception that it ends with", () => {
    for (const { name, input } of toolCases("pip-compile").filter((item) => item.name.endsWith("-conflict"))) {
      const { conflict } = reduceFacts({ log: parseLog(input) });
      expect(
        conflict?.causes.map(({ requirer, requirement }) => `${requirer}: ${requirement}`).toSorted(),
        name,
      ).toEqual(["needs-new 1.0: shared-lib>=2", "needs-old 1.0: shared-lib<2"]);
    }
  });

  it("leaves tracebacks of other programs alone", () => {
    const { format, events } = parse(
      'Traceback (most recent call last):\n  File "/project/app.py", line 1, in <module>\nmodule.exceptions.DistributionNotFound: No matching distribution found for x\n',
    );
    expect({ format, events }).toEqual({ format: "unknown", events: [] });
  });

  it("reads who asked for each pin", () => {
    const { events } = parseLog(toolCase("pip-compile", "7.6.2-ok-verbose").input);
    expect(events.find((event) => event.kind === "compiled")).toMatchObject({
      pins: [
        { name: "shared-lib", version: "1.0", via: ["-r requirements.in", "wavering"] },
        { name: "wavering", version: "1.0", via: ["-r requirements.in"] },
      ],
    });
  });
});

describe("pipenv", () => {
  it("does not call one requirement without a file a conflict", () => {
    const log = parseLog(toolCase("pipenv", "2026.10.3-no-match-absent").input);
    const { conflict, noMatches } = reduceFacts({ log });
    expect(conflict).toBeNull();
    expect(noMatches.map((fact) => fact.requirement)).toEqual(["no-such-project>=1"]);
  });
});

describe("conda", () => {
  it("is pip's log inside of its own", () => {
    const log = parseLog(toolCase("conda", "pip-failed").input);
    expect(log.formats).toEqual(["pip", "conda"]);
    expect(reduceFacts({ log }).noMatches.map((fact) => fact.requirement)).toEqual(["no-such-project>=1"]);
  });
});

describe("cibuildwheel", () => {
  it("is pip's log between its steps, folded for a runner or not", () => {
    for (const name of ["build-failed", "build-failed-github"]) {
      for (const version of ["2.23.3", "4.3.3"]) {
        const log = parseLog(toolCase("cibuildwheel", `${version}-${name}`).input);
        expect(log.formats).toEqual(["pip", "cibuildwheel"]);
        expect(log.events.findLast((event) => event.kind === "tool-failed")).toMatchObject({ tool: "cibuildwheel" });
        expect(reduceFacts({ log }).failures).toMatchObject([{ package: "cbad", exitCode: 1, outputLines: 7 }]);
      }
    }
  });
});

/** Logs of tools that are not known here, and texts that are no logs. */
const UNKNOWN: Readonly<Record<string, string>> = {
  npm: `npm warn deprecated inflight@1.0.6: This module is not supported
npm error code ERESOLVE
npm error ERESOLVE unable to resolve dependency tree
npm error Found: react@18.2.0
npm error Could not resolve dependency:
npm error peer react@"^17.0.0" from some-lib@1.0.0
npm error A complete log of this run can be found in: /home/ci/.npm/_logs/debug-0.log
`,
  yarn: `➤ YN0000: · Yarn 4.1.0
➤ YN0000: ┌ Resolution step
➤ YN0002: │ app@workspace:. doesn't provide typescript (p12345), requested by plugin
➤ YN0000: └ Completed in 0s 300ms
➤ YN0000: · Failed with errors in 0s 400ms
`,
  cargo: `    Updating crates.io index
 Downloading crates ...
   Compiling libc v0.2.150
error[E0308]: mismatched types
 --> src/main.rs:2:18
error: could not compile \`app\` (bin "app") due to 1 previous error
`,
  go: `go: downloading golang.org/x/text v0.14.0
go: example.com/app imports
	example.com/missing: cannot find module providing package example.com/missing
`,
  git: `Cloning into 'app'...
hint: Using 'master' as the name for the initial branch. This default branch name
hint: is subject to change.
error: pathspec 'main' did not match any file(s) known to git
`,
  diff: `--- a/requirements.txt
+++ b/requirements.txt
@@ -1,2 +1,2 @@
-chain==1.0
+chain==1.1
 purepkg==1.1.0
`,
  markdown: `# Changes

- Installing the tool is now easier (1.0)
- Updating is faster

Because no one asked, and because we could, version 2 is here.
`,
  requirements: "chain==1.0\n    # via -r requirements.in\npurepkg==1.1.0\n",
  json: '{\n  "schema": {\n    "version": 2\n  },\n  "install": []\n}\n',
  apt: `Reading package lists...
Building dependency tree...
E: Unable to locate package libfoo-dev
`,
};

describe("a log of an unknown tool", () => {
  it.each(Object.entries(UNKNOWN))("%s gives no format and no fact", (_, text) => {
    const log = parse(text);
    expect(log.format).toBe("unknown");
    const { installer, packages, failures, conflict, noMatches, network, installed } = reduceFacts({ log });
    expect({ installer, packages, failures, conflict, noMatches, network, installed }).toEqual({
      installer: null,
      packages: [],
      failures: [],
      conflict: null,
      noMatches: [],
      network: [],
      installed: [],
    });
  });

  it("tells what was recognised in it all the same", () => {
    const log = parse(`${UNKNOWN.npm}Collecting purepkg\n  Downloading purepkg-1.0-py3-none-any.whl (947 bytes)\n`);
    expect(log.formats).toEqual(["pip"]);
    expect(log.complete).toBe(false);
  });
});
