import { describe, expect, it } from "vitest";
import { type FormatOption, sourceIsAllowed } from "../../../src/core/plan/format-control.ts";
import { askPython } from "../../rig/ask-python.ts";

const only = (value: string): FormatOption => ({ name: "--only-binary", value });
const no = (value: string): FormatOption => ({ name: "--no-binary", value });

const CASES: readonly (readonly FormatOption[])[] = [
  [],
  [only(":all:")],
  [only("numpy,Foo_Bar")],
  [no(":all:")],
  [only(":all:"), no("numpy")],
  [no("numpy"), only(":all:")],
  [no(":all:"), only("numpy")],
  [only("numpy"), only(":none:")],
  [only("numpy,:all:,foo-bar")],
  [only(":all:"), only(":none:")],
  [only(":all:"), no(":none:"), no("other")],
  [only("numpy"), no("numpy"), only("foo.bar")],
];
const NAMES = ["numpy", "foo-bar", "other"];

describe("sourceIsAllowed", () => {
  it("answers as pip does", () => {
    const ours = CASES.map((options) => NAMES.map(sourceIsAllowed(options)));
    expect(ours).toEqual(
      askPython(
        "format_control_oracle.py",
        CASES.map((options) => ({ options, names: NAMES })),
      ),
    );
  });
});
