import { describe, expect, it } from "vitest";
import type { WhyTarget } from "../../../../src/core/explain/why/answer.ts";
import { whyTaken } from "../../../../src/core/explain/why/why.ts";
import { parseVersion, type Version } from "../../../../src/core/pep/version.ts";
import { renderWhy } from "../../../../src/core/render/terminal/why.ts";
import type { MetadataSource } from "../../../../src/core/resolve/source.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../../src/core/resolve/universe.ts";
import { solvedInput } from "../../../rig/resolve/ask-why.ts";
import { offers, problemOf } from "../../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

async function ask(name: string, packages: Packages, ...asked: Parameters<typeof problemOf>): Promise<WhyTarget> {
  return await askSource(name, sourceFromUniverse({ packages }), ...asked);
}

async function askSource(name: string, source: MetadataSource, ...asked: Parameters<typeof problemOf>) {
  return await whyTaken(name, await solvedInput(problemOf(...asked), source));
}

/** As it is printed, without the line that names the target. */
function told(name: string, target: WhyTarget): string {
  const text = renderWhy(
    { question: "why", package: name, targets: [target] },
    { width: 80, color: false, verbosity: 0 },
  );
  expect(text.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  return text.replace(/^.*\n/, "\n");
}

function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version.ok) throw new TypeError(`${text} is no version`);
  return version.value;
}

const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"] };

describe("why tells the shortest way from each line", () => {
  it("with who needs what, in which version", async () => {
    const packages = {
      app: { "1.0": offers("middle>=1", "direct") },
      middle: { "1.2": offers("direct") },
      direct: { "2.0": offers("goal<2") },
      goal: { "1.0": offers(), "1.5": offers(), "2.0": offers(), "2.1": offers() },
    };
    expect(told("goal", await ask("goal", packages, ["app", "middle", "goal>=1"]))).toMatchInlineSnapshot(`
      "
        goal 1.5 is taken, because
        ├─ requirements.txt:1  app
        │  └─ app 1.0 needs direct
        │     └─ direct 2.0 needs goal<2
        ├─ requirements.txt:2  middle
        │  └─ middle 1.2 needs direct
        │     └─ direct 2.0 needs goal<2
        └─ requirements.txt:3  goal>=1

        Newer versions, and why none of them is taken
        └─ goal 2.0 to 2.1 is ruled out: direct 2.0 needs goal<2
      "
    `);
  });

  it("through an extra only for the line that leads to the extra, with the marker that holds", async () => {
    const packages = {
      frame: { "2.0": offers('sheets>=3 ; extra == "excel" and python_version >= "3.10"', 'base ; extra == "all"') },
      tool: { "1.0": offers("frame") },
      sheets: { "3.1": offers() },
      base: { "1.0": offers() },
    };
    const target = await ask("sheets", packages, ["tool", "frame[excel]"]);
    expect(target).toMatchObject({ kind: "taken", chains: [{ line: { place: { line: 2 } } }] });
    expect(told("sheets", target)).toMatchInlineSnapshot(`
      "
        sheets 3.1 is taken, because
        └─ requirements.txt:2  frame[excel]
           └─ frame[excel] 2.0 needs sheets>=3 ; extra == "excel" and python_version
                >= "3.10"

        There is no newer version.
      "
    `);
  });

  it("through an extra of the package's own", async () => {
    const packages = {
      frame: { "2.0": offers('frame[excel] ; extra == "all"', 'sheets ; extra == "excel"') },
      sheets: { "3.1": offers() },
    };
    const target = await ask("sheets", packages, ["frame[all]"]);
    expect(told("sheets", target)).toContain("frame[all] 2.0 needs frame[excel]");
    expect(told("sheets", target)).toContain("frame[excel] 2.0 needs sheets");
  });
});

describe("why tells what stands against each newer version", () => {
  it("a constraint, no wheel, another Python, a pre-release, one that was yanked", async () => {
    const packages = {
      goal: {
        "1.0": offers(),
        "1.1": offers(),
        "1.2": { ...offers(), yanked: "breaks numpy" },
        "2.0": FOREIGN,
        "2.1": FOREIGN,
        "3.0": { ...offers(), requiresPython: ">=3.13" },
        "4.0rc1": offers(),
      },
    };
    const target = await ask("goal", packages, ["goal"], { constraints: ["goal!=1.1"] });
    expect(told("goal", target)).toMatchInlineSnapshot(`
      "
        goal 1.0 is taken, because
        └─ requirements.txt:1  goal

        It is also named by
        └─ constraints.txt:1  goal!=1.1 (constraint)

        Newer versions, and why none of them is taken
        ├─ goal 4.0rc1 is a pre-release, and nobody asks for one
        ├─ goal 3.0 cannot be taken (needs Python >=3.13, the target has 3.12.0)
        ├─ goal 2.0 to 2.1 cannot be taken (no wheel for cp312-manylinux_2_28_aarch64,
        │    and no sdist)
        ├─ goal 1.2 is yanked (breaks numpy)
        └─ goal 1.1 is ruled out: constraints.txt:1 allows only goal!=1.1
      "
    `);
    expect(target.kind === "taken" && target.newer.map(({ reason }) => reason)).toEqual([
      "prerelease",
      "requires-python",
      "no-wheel",
      "yanked",
      "ruled-out",
    ]);
  });

  it("what it would need itself, explained", async () => {
    const packages = {
      app: { "1.0": offers("goal", "other<2") },
      goal: { "1.0": offers("other"), "2.0": offers("other>=2"), "2.1": offers("other>=2") },
      other: { "1.0": offers(), "2.0": offers() },
    };
    const target = await ask("goal", packages, ["app"]);
    expect(told("goal", target)).toMatchInlineSnapshot(`
      "
        goal 1.0 is taken, because
        └─ requirements.txt:1  app
           └─ app 1.0 needs goal

        Newer versions, and why none of them is taken
        └─ goal 2.0 to 2.1 cannot be had with the rest

        If 2.0 or newer were asked for:
        ├─ requirements.txt:1  app
        │  └─ app 1.0 needs other<2
        └─ asked for on the command line  goal>=2.0
           └─ goal 2.0, 2.1 need other>=2  (conflicts with other<2 above)
      "
    `);
    expect(target).toMatchObject({ newer: [{ reason: "conflict", versions: ["2.0", "2.1"] }] });
  });

  it("that another package would have to become older", async () => {
    const packages = {
      left: { "1.0": offers(), "2.0": offers("right<2") },
      right: { "1.0": offers(), "2.0": offers() },
    };
    const policy = { prefer: new Map([["left", versionOf("1.0")]]) };
    const target = await ask("left", packages, ["left", "right"], { policy });
    expect(target).toMatchObject({ version: "1.0", newer: [{ reason: "trade", versions: ["2.0"] }] });
    expect(told("left", target)).toContain("left 2.0 can be had: with 2.0 it changes right 2.0 → 1.0");
  });

  it("that pip skips them for their metadata, and that uv does not", async () => {
    const packages = {
      goal: { "1.0": offers(), "2.0": offers("b (>=1.*)"), "2.1": offers("b (>=1.*)") },
      b: { "1.0": offers() },
    };
    expect(await ask("goal", packages, ["goal"])).toMatchObject({
      version: "1.0",
      newer: [{ text: "goal 2.0 to 2.1 are skipped by pip: invalid requirement in the metadata, b (>=1.*)" }],
    });
    expect(told("b", await ask("b", packages, ["goal"], { policy: { tool: "uv" } }))).toContain("goal 2.1 needs b>=1");
  });

  it("that there is none", async () => {
    expect(told("goal", await ask("goal", { goal: { "1.0": offers() } }, ["goal"]))).toMatchInlineSnapshot(`
      "
        goal 1.0 is taken, because
        └─ requirements.txt:1  goal

        There is no newer version.
      "
    `);
  });
});

describe("why tells of a package that nothing needs", () => {
  it("which marker, extra or constraint names it", async () => {
    const packages = {
      app: { "1.0": offers('goal ; sys_platform == "win32"', 'goal>=2 ; extra == "fast"') },
    };
    const lines = ["app", 'goal ; python_version < "3.9"'];
    const target = await ask("goal", packages, lines, { constraints: ["goal<3"] });
    expect(told("goal", target)).toMatchInlineSnapshot(`
      "
        goal is not needed, though it is named:
        ├─ requirements.txt:2  goal, only where python_version < "3.9"
        ├─ app 1.0 needs goal, only where sys_platform == "win32"
        ├─ app[fast] 1.0 needs goal>=2, and nobody asks for the extra fast
        └─ constraints.txt:1  goal<3 (constraint), which only limits it
      "
    `);
  });

  it("and no more when nobody names it", async () => {
    const packages = { app: { "1.0": offers() } };
    expect(told("goal", await ask("goal", packages, ["app"]))).toBe("\n  goal is not needed.\n");
  });
});

describe("why says that it cannot tell", () => {
  it("when the lines themselves conflict", async () => {
    const target = await ask("goal", { goal: { "1.0": offers(), "2.0": offers() } }, ["goal<2", "goal>=2"]);
    expect(told("goal", target)).toMatchInlineSnapshot(`
      "
        This could not be told: the lines themselves cannot hold together.

        ├─ requirements.txt:1  goal<2
        └─ requirements.txt:2  goal>=2  (conflicts with goal<2 above)
      "
    `);
  });

  it("when the index does not answer for the package, and names what else it did not answer", async () => {
    const known = sourceFromUniverse({
      packages: { app: { "1.0": offers("goal", "sure") }, sure: { "1.0": offers() } },
    });
    const source: MetadataSource = {
      ...known,
      versions: async (names) =>
        (await known.versions(names)).map((answer) =>
          answer.name === "goal" ? { name: "goal", state: "unknown", reason: "the index did not answer" } : answer,
        ),
    };
    expect(await askSource("goal", source, ["app"])).toMatchObject({ kind: "undecided" });
    const sure = await askSource("sure", source, ["app"]);
    expect(sure).toMatchObject({ kind: "taken", notes: ["goal was left out: the index did not answer."] });
  });
});
