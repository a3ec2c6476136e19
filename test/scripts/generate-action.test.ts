import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { actionFiles, readmeSections, withReadmeSections } from "../../scripts/generate-action.ts";
import { ROOT_INPUTS as INPUTS } from "../../src/core/options/check-definitions.ts";
import { OUTPUTS } from "../../src/core/options/outputs.ts";

const file = (path: string) => parse(actionFiles().find((made) => made.path === path)?.content ?? "");

describe("the generated action.yml", () => {
  const action = file("action.yml");

  it("has every input and output of the definitions, defaults as text", () => {
    const inputs = INPUTS.filter((input) => input.action);
    expect(Object.keys(action.inputs)).toEqual(inputs.map((input) => input.name));
    expect(Object.keys(action.outputs)).toEqual(OUTPUTS.map((output) => output.name));
    for (const input of inputs) expect(action.inputs[input.name].default).toBe(input.default);
  });

  it("starts main and post on Node 24, post after a failed or cancelled job too", () => {
    expect(action.runs).toEqual({
      using: "node24",
      main: "dist/build.js",
      post: "dist/post.js",
      "post-if": "always()",
    });
  });

  it("names the allowed values in the description", () => {
    expect(action.inputs["fail-on"].description).toContain("`error`, `warning`, `never`");
  });
});

describe("the generated action-types.yml", () => {
  it("types each input", () => {
    const types = file("action-types.yml");
    expect(types.inputs.cache).toEqual({ type: "boolean" });
    expect(types.inputs.comment).toEqual({ type: "enum", "allowed-values": ["on-problem", "always", "never"] });
    expect(types.inputs.requirements.type).toBe("list");
    expect(Object.keys(types.outputs)).toEqual(OUTPUTS.map((output) => output.name));
  });
});

describe("the README's tables", () => {
  it("replace what stands between the markers and nothing else", () => {
    const readme = "# A\n<!-- inputs -->\nstale table\n<!-- /inputs -->\nB\n<!-- outputs --><!-- /outputs -->\nC\n";
    const written = withReadmeSections(readme);
    expect(written).toContain(`<!-- inputs -->\n${readmeSections().inputs}\n<!-- /inputs -->\nB`);
    expect(written).not.toContain("stale table");
    expect(withReadmeSections(written)).toBe(written);
  });

  it("keep a bar in a cell from cutting it in two", () => {
    for (const row of readmeSections().inputs.split("\n")) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  });

  it("say which marker is missing", () => {
    expect(() => withReadmeSections("# A\n")).toThrow("<!-- inputs -->");
  });
});
