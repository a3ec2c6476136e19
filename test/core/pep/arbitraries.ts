import fc from "fast-check";
import { MARKER_VARIABLES } from "../../../src/core/pep/marker.ts";

const number = fc.oneof(fc.nat(12).map(String), fc.constantFrom("00", "007", "20240101", "20240101123456789012345"));
const separator = fc.constantFrom("", ".", "-", "_");
const optional = (part: fc.Arbitrary<string>) => fc.option(part, { nil: "" });

/** Versions in every spelling that PEP 440 allows. */
export const versionText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "", "", "v", " V"),
    optional(number.map((epoch) => `${epoch}!`)),
    fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(".")),
    optional(
      fc
        .tuple(
          separator,
          fc.constantFrom("a", "b", "rc", "c", "alpha", "BETA", "pre", "Preview"),
          separator,
          optional(number),
        )
        .map(([before, word, between, count]) => before + word + (count === "" ? "" : between) + count),
    ),
    optional(
      fc.oneof(
        number.map((count) => `-${count}`),
        suffix(["post", "rev", "r", "POST"]),
      ),
    ),
    optional(suffix(["dev", "DEV"])),
    optional(
      fc
        .array(fc.constantFrom("0", "1", "10", "007", "cu118", "ubuntu", "Abc", "a1"), { minLength: 1, maxLength: 3 })
        .map((parts) => `+${parts.join("-")}`),
    ),
  )
  .map((parts) => parts.join(""));

function suffix(words: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(separator, fc.constantFrom(...words), separator, optional(number))
    .map(([before, word, between, count]) => before + word + (count === "" ? "" : between) + count);
}

const closeRelease = fc
  .tuple(
    fc.constantFrom("", "", "", "1!"),
    fc.constantFrom("0", "1", "1.0", "1.0.1", "1.1", "2"),
    fc.constantFrom("", "", "", "a0", "a1", "b0", "rc1"),
    fc.constantFrom("", "", "", ".post0", ".post1"),
    fc.constantFrom("", "", "", ".dev0", ".dev1"),
  )
  .map((parts) => parts.join(""));

/** Versions that lie close together: borders are where specifiers go wrong. */
export const closeVersion = fc
  .tuple(closeRelease, fc.constantFrom("", "", "+a", "+a.0", "+1"))
  .map((parts) => parts.join(""));

const closeClause = fc.oneof(
  fc.tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), closeRelease),
  fc.tuple(fc.constantFrom("==", "!="), closeVersion),
  fc.tuple(fc.constantFrom("==", "!="), fc.constantFrom("0.*", "1.*", "1.0.*", "1!1.*", "1.1.*")),
  fc.tuple(fc.constant("~="), fc.constantFrom("1.0", "1.0a1", "1.0.1.post1", "1!1.0.dev1")),
);

/** Up to four clauses about them. */
export const closeSpecifiers = fc
  .array(
    closeClause.map((parts) => parts.join("")),
    { maxLength: 4 },
  )
  .map((clauses) => clauses.join(","));

const markerOperand = fc.oneof(
  fc.constantFrom(...MARKER_VARIABLES, "extra", "os.name", "python_implementation"),
  fc.constantFrom("'3.12'", "'linux'", '"test"', "'3.8,<4'", "'x'", "'6.*'", "''"),
);
const markerOperator = fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in");

/** One comparison of a marker, sensible or not: `python_version in "3.12"`. */
export const markerComparison = fc.tuple(markerOperand, markerOperator, markerOperand).map((parts) => parts.join(" "));

/** Three of them, joined. */
export const markerExpression = fc
  .tuple(
    markerComparison,
    fc.constantFrom(" and ", " or "),
    markerComparison,
    fc.constantFrom(" and (", " or ("),
    markerComparison,
  )
  .map((parts) => `${parts.join("")})`);

const REQUIREMENT_TOKENS =
  "a|B-c|[x]|[|]|(|)|>=1|==1.*|<2|,|;| |@|https://h.example/a|python_version|'3'|\"x\"|and|or|in|not in|==|os_name|extra";

/** Pieces of requirements in any order: few are one. */
export const requirementTokens = fc
  .array(fc.constantFrom(...REQUIREMENT_TOKENS.split("|")), { maxLength: 8 })
  .map((parts) => parts.join(""));

/** A name with one version or two. */
export const versionedRequirement = fc
  .tuple(fc.constantFrom("a==", "b >= ", "c~=", "d!=1,<"), versionText)
  .map((parts) => parts.join(""));

const PYTHONS = ["py3", "py2.py3", "cp312", "cp312.cp313"];
const PLATFORMS = ["any", "linux_aarch64", "manylinux2014_aarch64.manylinux_2_17_aarch64", "musllinux_1_2_armv7l"];

/** Valid names of wheels. */
export const wheelFilename = fc
  .tuple(
    fc.constantFrom("foo", "Foo_Bar", "a.b", "x1"),
    fc.constantFrom("1.0", "2!1", "1.0.post1", "1.0+cu118", "1.0rc1"),
    fc.constantFrom("", "", "1-", "07arm-"),
    fc.constantFrom(...PYTHONS),
    fc.constantFrom("none", "abi3", "abi3.abi3t", "cp312"),
    fc.constantFrom(...PLATFORMS),
  )
  .map(
    ([name, version, build, python, abi, platform]) => `${name}-${version}-${build}${python}-${abi}-${platform}.whl`,
  );

/** The same with one sign too many, one too few or another one: most are none. */
export const nearlyWheelFilename = fc
  .tuple(
    wheelFilename,
    fc.nat(60),
    fc.constantFrom(0, 1),
    fc.constantFrom("", "-", ".", "_", "__", "1", "A", "é", " ", "+", "!"),
  )
  .map(
    ([name, at, dropped, sign]) => name.slice(0, at % name.length) + sign + name.slice((at % name.length) + dropped),
  );

/** The same sample in every run with the same seed: differential tests ask Python once, for all cases. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, count: number, seed = 20): readonly T[] {
  return fc.sample(arbitrary, { numRuns: count, seed });
}
