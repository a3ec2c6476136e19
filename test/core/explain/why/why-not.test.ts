import { describe, expect, it } from "vitest";
import type { WhyNotTarget } from "../../../../src/core/explain/why/answer.ts";
import { whyNot } from "../../../../src/core/explain/why/why-not.ts";
import { parseRequirement } from "../../../../src/core/pep/requirement.ts";
import { renderWhyNot } from "../../../../src/core/render/terminal/why-not.ts";
import type { MetadataSource } from "../../../../src/core/resolve/source.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../../src/core/resolve/universe.ts";
import { solvedInput } from "../../../rig/resolve/ask-why.ts";
import { offers, problemOf } from "../../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

async function ask(text: string, packages: Packages, ...asked: Parameters<typeof problemOf>): Promise<WhyNotTarget> {
  return await askSource(text, sourceFromUniverse({ packages }), ...asked);
}

async function askSource(text: string, source: MetadataSource, ...asked: Parameters<typeof problemOf>) {
  const requirement = parseRequirement(text);
  if (!requirement.ok) throw new TypeError(`${text} is no requirement`);
  return await whyNot(requirement.value, await solvedInput(problemOf(...asked), source));
}

function told(requirement: string, target: WhyNotTarget): string {
  const text = renderWhyNot(
    { question: "why-not", requirement, targets: [target] },
    { width: 80, color: false, verbosity: 0 },
  );
  expect(text.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  return text.replace(/^.*\n/, "\n");
}

const TORCH = {
  torch: { "2.5.0": offers(), "2.6.0": offers(), "2.8.0": offers() },
  torchvision: {
    "0.20.0": offers("torch==2.5.0"),
    "0.21.0": offers("torch==2.6.0"),
    "0.23.0": offers("torch==2.8.0"),
  },
};
const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"] };

describe("why-not", () => {
  it("explains the conflict with what was asked for, and with nothing that has no part in it", async () => {
    const target = await ask("torch==2.8.0", TORCH, ["torch", "torchvision==0.20.0"]);
    expect(told("torch==2.8.0", target)).toMatchInlineSnapshot(`
      "
        torch==2.8.0 cannot be had with your lines.

        ├─ requirements.txt:2  torchvision==0.20.0
        │  └─ torchvision 0.20.0 needs torch==2.5.0
        └─ asked for on the command line  torch==2.8.0  (conflicts with torch==2.5.0
             above)
      "
    `);
    expect(target).toMatchObject({ kind: "impossible", conflicts: [{ minimal: true }] });
  });

  it("tells what else changes", async () => {
    const target = await ask("torch==2.6.0", TORCH, ["torch", "torchvision"]);
    expect(told("torch==2.6.0", target)).toMatchInlineSnapshot(`
      "
        torch==2.6.0 can be had, as 2.6.0. Then this changes:
        ├─ torch 2.8.0 → 2.6.0
        └─ torchvision 0.23.0 → 0.21.0
      "
    `);
  });

  it("tells that it is taken anyway, and that an extra of it is not", async () => {
    expect(await ask("torch>=2.8", TORCH, ["torch"])).toMatchObject({ kind: "taken", version: "2.8.0" });
    const packages = { frame: { "1.0": offers('sheets ; extra == "excel"') }, sheets: { "1.0": offers() } };
    expect(await ask("frame[excel]", packages, ["frame"])).toMatchObject({
      kind: "possible",
      changes: [{ name: "sheets", from: null, to: "1.0" }],
    });
  });

  it("tells the nearest versions of one that does not exist", async () => {
    const target = await ask("torch==2.7.0", TORCH, ["torch"]);
    expect(told("torch==2.7.0", target)).toBe("\n  There is no torch==2.7.0. The nearest: 2.6.0 and 2.8.0.\n");
    expect(await ask("torch>=3", TORCH, ["torch"])).toMatchObject({ kind: "absent", nearest: ["2.6.0", "2.8.0"] });
    expect(await ask("flame==1", TORCH, ["torch"])).toMatchObject({ kind: "absent", nearest: [] });
  });

  it("tells of a version without a wheel, a yanked one and another Python why they cannot be taken", async () => {
    const packages = {
      goal: { "1.0": offers(), "2.0": FOREIGN, "3.0": { ...offers(), requiresPython: ">=3.13" } },
    };
    expect(told("goal==2.0", await ask("goal==2.0", packages, ["goal"]))).toMatchInlineSnapshot(`
      "
        goal==2.0 cannot be had with your lines.

        └─ asked for on the command line  goal==2.0
           └─ goal 2.0 cannot be taken (no wheel for cp312-manylinux_2_28_aarch64, and
                no sdist)
      "
    `);
    expect(told("goal==3.0", await ask("goal==3.0", packages, ["goal"]))).toContain("needs Python >=3.13");
  });

  it("takes a pre-release and a yanked version where it names them, as pip does", async () => {
    const packages = { goal: { "1.0": offers(), "1.1": { ...offers(), yanked: true }, "2.0rc1": offers() } };
    expect(await ask("goal==2.0rc1", packages, ["goal"])).toMatchObject({ kind: "possible", version: "2.0rc1" });
    expect(await ask("goal==1.1", packages, ["goal"])).toMatchObject({ kind: "possible", version: "1.1" });
  });

  it("names the constraint that stands against it", async () => {
    const target = await ask("torch==2.8.0", TORCH, ["torch"], { constraints: ["torch<2.6"] });
    expect(told("torch==2.8.0", target)).toContain("constraints.txt:1  torch<2.6 (constraint)");
  });

  it("asks for nothing where its own marker is false", async () => {
    const target = await ask('torch==2.5.0 ; sys_platform == "win32"', TORCH, ["torch"]);
    expect(target).toEqual({ target: target.target, kind: "not-meant", marker: 'sys_platform == "win32"' });
  });

  it("says that the lines conflict already", async () => {
    const target = await ask("torchvision==0.21.0", TORCH, ["torch>=2.8", "torch<2.6"]);
    expect(target).toMatchObject({ kind: "undecided", reason: "the lines themselves cannot hold together" });
    expect(told("torchvision==0.21.0", target)).not.toContain("command line");
  });

  it("says that it could not be told when nothing is known of the version", async () => {
    const known = sourceFromUniverse({ packages: TORCH });
    const source: MetadataSource = {
      ...known,
      requirements: async (wanted, target) =>
        (await known.requirements(wanted, target)).map((answer) =>
          answer.version?.normalized === "2.6.0"
            ? { name: answer.name, version: answer.version, state: "unknown", reason: "cut off" }
            : answer,
        ),
    };
    expect(await askSource("torch==2.6.0", source, ["torch"])).toMatchObject({ kind: "undecided" });
  });
});
