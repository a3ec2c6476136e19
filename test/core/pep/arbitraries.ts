import fc from "fast-check";

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

/** The same sample in every run: differential tests ask Python once, for all cases. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: 20 });
}
