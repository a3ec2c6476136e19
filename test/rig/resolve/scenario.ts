import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Universe, UniverseVersion } from "../../../src/core/resolve/universe.ts";
import type { TargetInput } from "../../../src/core/target/parse-target.ts";

export type Tool = "pip" | "uv";

/** An index, a question, and what pip and uv answer. */
export interface Scenario extends Universe {
  /** `family: title`. */
  readonly name: string;
  readonly requires: readonly string[];
  readonly constraints: readonly string[];
  readonly target: string | TargetInput;
  readonly prereleases: boolean;
  readonly onlyBinary: readonly string[];
  readonly noBinary: readonly string[];
  readonly preferBinary: boolean;
  readonly notAfter: string | null;
  /** `name version` of each, sorted; null: it cannot hold; `failed`: the tool ends with an error of its own. */
  readonly expected: Readonly<Record<Tool, readonly string[] | null | "failed">>;
  /** What our solver answers with the rules of each tool: the same, but where it does not follow one on purpose. */
  readonly solver: Readonly<Record<Tool, readonly string[] | null>>;
  /** The name of the rule by which the two differ; null where they agree. */
  readonly policy: string | null;
}

const FOLDER = join(import.meta.dirname, "../../fixtures/resolve/scenarios");

/** All scenarios of our own, read from `test/fixtures/resolve/scenarios`; its README tells the form. */
export function ownScenarios(): readonly Scenario[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => readFamily(file.slice(0, -4), readFileSync(join(FOLDER, file), "utf8")));
}

function readFamily(family: string, text: string): readonly Scenario[] {
  const blocks = text.split(/\n{2,}/).map((block) => block.split("\n").filter((line) => line !== ""));
  return blocks
    .filter(([title]) => title !== undefined && !title.startsWith("#"))
    .map(([title = "", ...lines]) => readScenario(`${family}: ${title}`, lines));
}

function readScenario(name: string, lines: readonly string[]): Scenario {
  const of = (word: string) => lines.flatMap((line) => restOf(line, word) ?? []);
  const list = (word: string) => of(word).flatMap((rest) => rest.split(" + "));
  const both = of("both")[0];
  const expected = (tool: Tool) => toExpected(name, both ?? of(tool)[0]);
  const policy = of("policy")[0] ?? null;
  const differs: Tool = of("pip")[0] === "failed" ? "pip" : "uv";
  const solver = (tool: Tool) =>
    toVersions(name, (tool === differs ? of("solver")[0] : undefined) ?? both ?? of(tool)[0]);
  if ((both === undefined) !== (policy !== null))
    throw new TypeError(`${name}: a difference needs the name of its policy`);
  return {
    name,
    packages: readPackages(
      name,
      lines.filter((line) => !WORDS.some((word) => restOf(line, word) !== null)),
    ),
    requires: list("ask"),
    constraints: list("constrain"),
    target: of("target")[0] ?? "cp312-manylinux_2_28_aarch64",
    prereleases: of("pre").length > 0,
    onlyBinary: list("only-binary"),
    noBinary: list("no-binary"),
    preferBinary: of("prefer-binary").length > 0,
    notAfter: of("not-after")[0] ?? null,
    expected: { pip: expected("pip"), uv: expected("uv") },
    solver: { pip: solver("pip"), uv: solver("uv") },
    policy,
  };
}

const WORDS = [
  ...["ask", "constrain", "target", "pre", "only-binary", "no-binary", "prefer-binary", "not-after"],
  ...["both", "pip", "uv", "solver", "policy", "because"],
];

function restOf(line: string, word: string): string | null {
  const text = line.trim();
  if (text === word) return "";
  return text.startsWith(`${word} `) ? text.slice(word.length + 1) : null;
}

function toExpected(name: string, text: string | undefined): readonly string[] | null | "failed" {
  return text === "failed" ? text : toVersions(name, text);
}

function toVersions(name: string, text: string | undefined): readonly string[] | null {
  if (text === undefined) throw new TypeError(`${name}: nothing is expected`);
  return text === "conflict" ? null : text.split(", ").sort();
}

function readPackages(name: string, lines: readonly string[]): Universe["packages"] {
  const packages: Record<string, Record<string, UniverseVersion>> = {};
  for (const line of lines) {
    const [head = "", needs] = line.trim().split(" : ");
    const [project = "", version = "", ...words] = head.split(" ");
    if (!/^\d/.test(version)) throw new TypeError(`${name}: not understood: ${line}`);
    packages[project] = {
      ...packages[project],
      [version]: { ...readOffer(name, words), requires: needs?.split(" + ") ?? [] },
    };
  }
  return packages;
}

function readOffer(name: string, words: readonly string[]): Omit<UniverseVersion, "requires"> {
  const values = (word: string) =>
    words.flatMap((one) => (one.startsWith(`${word}=`) ? one.slice(word.length + 1) : []));
  const unknown = words.find(
    (word) => !/^(?:(?:wheel|python|yanked|uploaded|says)=|(?:yanked|sdist|no-wheel)$)/.test(word),
  );
  if (unknown !== undefined) throw new TypeError(`${name}: not understood: ${unknown}`);
  const wheels = values("wheel");
  const [python] = values("python");
  const [says] = values("says");
  const yanked = values("yanked")[0] ?? words.includes("yanked");
  const [uploadTime] = values("uploaded");
  return {
    sdist: words.includes("sdist"),
    wheelTags: wheels.length > 0 ? wheels : words.includes("no-wheel") ? [] : ["py3-none-any"],
    yanked,
    ...(python === undefined ? {} : { requiresPython: python }),
    ...(uploadTime === undefined ? {} : { uploadTime }),
    ...(says === undefined ? {} : { says }),
  };
}
