import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatEntry } from "../../../src/adapters/github/file-commands.ts";
import { readInputs } from "../../../src/adapters/github/inputs.ts";
import { makeStepOutputs } from "../../../src/adapters/github/outputs.ts";
import { readState, saveState } from "../../../src/adapters/github/state.ts";
import { makeJobSummary } from "../../../src/adapters/github/summary.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wheelhouse-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string) => {
  const path = join(folder, name);
  writeFileSync(path, "");
  return path;
};

/** The runner's reading of the `name<<delimiter` form. */
function parseEntries(text: string): readonly (readonly [string, string])[] {
  const lines = text.split("\n");
  const entries: [string, string][] = [];
  for (let line = 0; line < lines.length - 1; line += 1) {
    const [name = "", delimiter = ""] = (lines[line] ?? "").split("<<");
    const end = lines.indexOf(delimiter, line + 1);
    entries.push([name, lines.slice(line + 1, end).join("\n")]);
    line = end;
  }
  return entries;
}

describe("outputs", () => {
  it("B9: keep any value as it is, under a delimiter that is new each time", () => {
    const hostile = fc.string().map((text) => `${text}\nghadelimiter_0\nforged<<x\n1\nx\n`.replaceAll("\r", ""));
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (values) => {
        const path = file("output");
        const outputs = makeStepOutputs({ GITHUB_OUTPUT: path });
        for (const [index, value] of values.entries()) outputs.set(`output-${index}`, value);
        const written = readFileSync(path, "utf8");
        expect(parseEntries(written)).toEqual(values.map((value, index) => [`output-${index}`, value]));
        const delimiters = [...written.matchAll(/^output-\d+<<(ghadelimiter_[0-9a-f]{32})$/gm)].map(
          ([, found]) => found,
        );
        expect(new Set(delimiters).size).toBe(values.length);
      }),
    );
  });

  it("B9: refuse a value or a name that could end its entry", () => {
    expect(() => formatEntry("a", "x\nEND\ny", "END")).toThrow("delimiter");
    expect(() => formatEntry("a\nb", "x", "END")).toThrow("name");
  });

  it("set variables for later steps in their own file", () => {
    const [output, variables] = [file("output"), file("env")];
    makeStepOutputs({ GITHUB_OUTPUT: output, GITHUB_ENV: variables }).exportVariable("PIP_NO_INDEX", "1");
    expect(parseEntries(readFileSync(variables, "utf8"))).toEqual([["PIP_NO_INDEX", "1"]]);
    expect(readFileSync(output, "utf8")).toBe("");
  });

  it("are left out where there is no runner", () => {
    expect(() => makeStepOutputs({}).set("outcome", "ok")).not.toThrow();
  });
});

describe("state", () => {
  it("comes back in the post step", () => {
    const path = file("state");
    saveState({ GITHUB_STATE: path }, "wheelhouse", '{"a":1}');
    const [entry] = parseEntries(readFileSync(path, "utf8"));
    expect(readState({ [`STATE_${entry?.[0]}`]: entry?.[1] }, "wheelhouse")).toBe('{"a":1}');
    expect(readState({ STATE_wheelhouse: "" }, "wheelhouse")).toBeNull();
  });
});

describe("the job summary", () => {
  it("grows by each report", async () => {
    const path = file("summary");
    const summary = makeJobSummary({ GITHUB_STEP_SUMMARY: path });
    await summary.write("# One");
    await summary.write("# Two\n");
    expect(readFileSync(path, "utf8")).toBe("# One\n# Two\n");
  });
});

describe("inputs", () => {
  it("are read under the runner's names, untrimmed", () => {
    const raw = readInputs({ "INPUT_FAIL-ON": "never ", INPUT_CACHE: "", INPUT_OTHER: "x" });
    expect(raw["fail-on"]).toBe("never ");
    expect(raw.cache).toBe("");
    expect(Object.keys(raw)).not.toContain("other");
  });
});
