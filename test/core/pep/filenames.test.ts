import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSdistFilename } from "../../../src/core/pep/sdist-filename.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { wheelParts } from "../../rig/standards/compare-filenames.ts";
import { sample, wheelFilename } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const WHEELS = [
  "numpy-2.1.0-cp312-cp312-manylinux_2_27_aarch64.manylinux_2_28_aarch64.whl",
  "vllm-0.23.0-2-cp38-abi3-manylinux_2_28_aarch64.whl",
  "mypy-2.3.1-1arm-py3-none-any.whl",
  "six-1.16.0-py2.py3-none-any.whl",
  "torch-2.11.0+cu130-cp312-cp312-linux_aarch64.whl",
  "Foo_Bar.baz-1.0-PY3-None-ANY.whl",
  "foo-1.0-py3-none-any.WHL",
  "foo-1.0-py3-none-any.zip",
  "foo-1.0-py3-none.whl",
  "foo-1.0-x-py3-none-any.whl",
  "foo__bar-1.0-py3-none-any.whl",
  "foo-weird-py3-none-any.whl",
  "foo bar-1.0-py3-none-any.whl",
  "föö-1.0-py3-none-any.whl",
  "foo-1.0-1-2-3-py3-none-any.whl",
  ".whl",
  "----.whl",
];
/** Rejected since packaging 26.3 only. */
const STRICT = [
  "-1.0-py3-none-any.whl",
  "foo-1.0-py3..py2-none-any.whl",
  "foo-1.0-3-none-any.whl",
  "foo-1.0-py3-none-.whl",
];
const SDISTS = [
  "foo-1.0.tar.gz",
  "foo-bar-1.0.zip",
  "Foo.Bar-1.0.post1.tar.gz",
  "foo-1.0.tar.bz2",
  "foo.tar.gz",
  "foo-x.tar.gz",
  "foo-1.0",
  "foo-1.0-1.zip",
];

describe("parseWheelFilename", () => {
  it("agrees with packaging on name, version, build and every tag", () => {
    const filenames = [...WHEELS, ...sample(wheelFilename, 300)];
    const { answers } = askPackaging({ wheel: filenames });
    const theirs = answers.wheel;
    expect(filenames.map((filename) => [filename, wheelParts(filename)])).toEqual(
      filenames.map((filename, index) => [filename, theirs?.[index]]),
    );
    expect(STRICT.map(wheelParts)).toEqual(STRICT.map(() => null));
  });

  it("can be put together again from its parts", () => {
    fc.assert(
      fc.property(wheelFilename, (filename) => {
        const { name, version: found, build: number, tags } = requireParsed(parseWheelFilename(filename));
        const middle = number === null ? "" : `-${number.number}${number.suffix}`;
        const again = tags.map((tag) =>
          requireParsed(parseWheelFilename(`${name.replaceAll("-", "_")}-${found.normalized}${middle}-${tag}.whl`)),
        );
        expect(again.map((one) => [one.name, one.version, one.build])).toEqual(tags.map(() => [name, found, number]));
        expect(again.flatMap((one) => one.tags)).toEqual(tags);
      }),
    );
  });

  it("tells a variant label from a build tag by the first sign", () => {
    const read = (filename: string) => {
      const { build: number, variant, tags } = requireParsed(parseWheelFilename(filename));
      return [number?.number ?? null, variant, tags];
    };
    expect(read("foo-1.0-py3-none-any-x8664v3.whl")).toEqual([null, "x8664v3", ["py3-none-any"]]);
    expect(read("foo-1.0-1-py3-none-any.whl")).toEqual(["1", null, ["py3-none-any"]]);
    expect(read("foo-1.0-1-py3-none-any-cu13.whl")).toEqual(["1", "cu13", ["py3-none-any"]]);
  });

  it("refuses a compressed set that stands for millions of tags", () => {
    const many = Array.from({ length: 200 }, (_, index) => `p${index}`).join(".");
    expect(parseWheelFilename(`foo-1.0-${many}-${many}-${many}.whl`).ok).toBe(false);
  });
});

describe("parseSdistFilename", () => {
  it("agrees with packaging", () => {
    const { answers } = askPackaging({ sdist: SDISTS });
    const ours = SDISTS.map((filename) => {
      const parsed = parseSdistFilename(filename);
      return parsed.ok ? [parsed.value.name, parsed.value.version.normalized] : null;
    });
    expect(ours).toEqual(answers.sdist);
  });
});
