import { describe, expect, it } from "vitest";
import type { Explanation } from "../../../../src/core/explain/conflict/explain-conflict.ts";
import { explainConflict } from "../../../../src/core/explain/conflict/explain-conflict.ts";
import { explainAll } from "../../../../src/core/explain/conflict/independent.ts";
import type { ConflictTree } from "../../../../src/core/resolve/conflict-tree.ts";
import { resolve } from "../../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../../rig/resolve/problem.ts";

type Packages = Readonly<Record<string, Readonly<Record<string, UniverseVersion>>>>;

async function explain(packages: Packages, ...asked: Parameters<typeof problemOf>): Promise<readonly Explanation[]> {
  const [problem, source] = [problemOf(...asked), sourceFromUniverse({ packages })];
  const resolution = await resolve(problem, source);
  if (resolution.kind !== "conflict") throw new Error(`no conflict, but ${resolution.kind}`);
  const explained = await explainAll(problem, source, resolution.conflicts);
  return explained.map(({ explanation }) => explanation);
}

async function explainOne(...given: Parameters<typeof explain>): Promise<Explanation> {
  const [one, ...more] = await explain(...given);
  if (one === undefined || more.length > 0) throw new Error(`${more.length + 1} conflicts`);
  return one;
}

function told({ tree, text }: Explanation): string {
  return `\n${tree.join("\n")}\n\n${text}\n`;
}

const TORCH = {
  torch: { "2.5.0": offers(), "2.6.0": offers(), "2.8.0": offers() },
  torchvision: {
    "0.20.0": offers("torch==2.5.0"),
    "0.20.1": offers("torch==2.5.0"),
    "0.21.0": offers("torch==2.6.0"),
    "0.23.0": offers("torch==2.8.0"),
  },
};
const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"] };

describe("a conflict is told from the user's lines to what breaks them", () => {
  it("when two releases go together and others were asked for", async () => {
    const explanation = await explainOne(TORCH, ["torch>=2.8", "torchvision==0.20.0"]);
    expect(told(explanation)).toMatchInlineSnapshot(`
      "
      ├─ requirements.txt:2  torchvision==0.20.0
      │  └─ torchvision 0.20.0 needs torch==2.5.0
      └─ requirements.txt:1  torch>=2.8  (conflicts with torch==2.5.0 above)

      1. requirements.txt:1 asks for torch>=2.8
      2. requirements.txt:2 asks for torchvision==0.20.0
      3. torchvision 0.20.0 needs torch==2.5.0
      4. so the requirements cannot hold together (1, 2, 3)
      "
    `);
    expect(explanation.minimal).toBe(true);
    expect(explanation.requirements.map(({ line }) => line)).toEqual([1, 2]);
  });

  it("when no release of a range goes with the other", async () => {
    expect(told(await explainOne(TORCH, ["torch>=2.8", "torchvision<0.23"]))).toMatchInlineSnapshot(`
      "
      ├─ requirements.txt:2  torchvision<0.23
      │  ├─ torchvision 0.20.0, 0.20.1 need torch==2.5.0
      │  └─ torchvision 0.21.0 needs torch==2.6.0
      └─ requirements.txt:1  torch>=2.8  (conflicts with torch==2.5.0 and torch==2.6.0 above)

      1. requirements.txt:1 asks for torch>=2.8
      2. requirements.txt:2 asks for torchvision<0.23
      3. torchvision 0.20.0, 0.20.1 need torch==2.5.0
      4. torchvision 0.21.0 needs torch==2.6.0
      5. so the requirements cannot hold together (1, 2, 3, 4)
      "
    `);
  });

  it("when every version of a range wants its own version of what another one bounds", async () => {
    const releases = [1, 2, 3, 4, 5];
    const packages = {
      boto3: Object.fromEntries(releases.map((n) => [`1.35.${n}`, offers(`botocore>=1.35.${n},<1.36`)])),
      botocore: Object.fromEntries(["1.34.100", ...releases.map((n) => `1.35.${n}`)].map((n) => [n, offers()])),
      aiobotocore: { "2.13.1": offers("botocore>=1.34.70,<1.34.132") },
    };
    const { tree } = await explainOne(packages, ["aiobotocore==2.13.1", "boto3>=1.35,<1.36"]);
    expect(tree).toEqual([
      "├─ requirements.txt:1  aiobotocore==2.13.1",
      "│  └─ aiobotocore 2.13.1 needs botocore<1.34.132,>=1.34.70",
      "└─ requirements.txt:2  boto3>=1.35,<1.36",
      "   └─ boto3 1.35.1 to 1.35.5 (5 versions) need botocore<1.36,>=1.35.1 … botocore<1.36,>=1.35.5  " +
        "(conflicts with botocore<1.34.132,>=1.34.70 above)",
    ]);
  });

  // "Incompatible version requirements between packages (e.g., Package A requires einops==0.7.0 while Package B requires
  // einops>=0.8.0)", as users of Jetson boards meet it.
  it("when two packages disagree on a third (einops)", async () => {
    const packages = {
      einops: { "0.7.0": offers(), "0.8.0": offers(), "0.8.1": offers() },
      "package-a": { "1.0": offers("einops==0.7.0") },
      "package-b": { "2.1": offers("einops>=0.8.0") },
    };
    expect(told(await explainOne(packages, ["package-a", "package-b"]))).toMatchInlineSnapshot(`
      "
      ├─ requirements.txt:1  package-a
      │  └─ package-a 1.0 needs einops==0.7.0
      └─ requirements.txt:2  package-b
         └─ package-b 2.1 needs einops>=0.8.0  (conflicts with einops==0.7.0 above)

      1. requirements.txt:1 asks for package-a
      2. requirements.txt:2 asks for package-b
      3. package-a 1.0 needs einops==0.7.0
      4. package-b 2.1 needs einops>=0.8.0
      5. so the requirements cannot hold together (1, 2, 3, 4)
      "
    `);
  });

  it("when both arms of a diamond end in the same project", async () => {
    const packages = {
      app: { "1.0": offers("left", "right") },
      left: { "1.0": offers("shared>=2"), "1.1": offers("shared>=2") },
      right: { "1.0": offers("shared<2") },
      shared: { "1.0": offers(), "2.0": offers() },
    };
    expect(told(await explainOne(packages, ["app"]))).toMatchInlineSnapshot(`
      "
      └─ requirements.txt:1  app
         ├─ app 1.0 needs right
         │  └─ right 1.0 needs shared<2
         └─ app 1.0 needs left
            └─ left 1.0, 1.1 need shared>=2  (conflicts with shared<2 above)

      1. requirements.txt:1 asks for app
      2. app 1.0 needs right
      3. app 1.0 needs left
      4. right 1.0 needs shared<2
      5. left 1.0, 1.1 need shared>=2
      6. so the requirements cannot hold together (1, 2, 3, 4, 5)
      "
    `);
  });

  it("when a wheel is missing at the end of the chain", async () => {
    const packages = { ...TORCH, torch: { ...TORCH.torch, "2.5.0": FOREIGN } };
    expect(told(await explainOne(packages, ["torchvision<0.21", "torch"]))).toMatchInlineSnapshot(`
      "
      └─ requirements.txt:1  torchvision<0.21
         └─ torchvision 0.20.0, 0.20.1 need torch==2.5.0
            └─ torch 2.5.0 cannot be taken (no wheel for cp312-manylinux_2_28_aarch64, and no sdist)

      1. requirements.txt:1 asks for torchvision<0.21
      2. torchvision 0.20.0, 0.20.1 need torch==2.5.0
      3. torch 2.5.0 cannot be taken (no wheel for cp312-manylinux_2_28_aarch64, and no sdist)
      4. so the requirements cannot hold together (1, 2, 3)
      "
    `);
  });

  it("when a constraint stands against what an extra needs", async () => {
    const packages = {
      einops: { "0.7.0": offers(), "0.8.0": offers() },
      vq: { "1.0": offers('einops==0.7.0 ; extra == "fast"') },
    };
    const constraints = ["einops>=0.8"];
    expect(told(await explainOne(packages, ["vq[fast]"], { constraints }))).toMatchInlineSnapshot(`
      "
      ├─ requirements.txt:1  vq[fast]
      │  └─ vq[fast] 1.0 needs einops==0.7.0
      └─ constraints.txt:1  einops>=0.8 (constraint)  (conflicts with einops==0.7.0 above)

      1. constraints.txt:1 allows only einops>=0.8
      2. requirements.txt:1 asks for vq[fast]
      3. vq[fast] 1.0 needs einops==0.7.0
      4. so the requirements cannot hold together (1, 2, 3)
      "
    `);
  });

  it("when a package is too new for the target's Python", async () => {
    const packages = {
      numpy: { "1.26.4": offers(), "2.4.0": { ...offers(), requiresPython: ">=3.13" } },
      fast: { "1.0": offers("numpy>=2") },
    };
    expect(told(await explainOne(packages, ["fast"]))).toMatchInlineSnapshot(`
      "
      └─ requirements.txt:1  fast
         └─ fast 1.0 needs numpy>=2
            └─ numpy 2.4.0 cannot be taken (needs Python >=3.13, the target has 3.12.0)

      1. requirements.txt:1 asks for fast
      2. fast 1.0 needs numpy>=2
      3. numpy 2.4.0 cannot be taken (needs Python >=3.13, the target has 3.12.0)
      4. so the requirements cannot hold together (1, 2, 3)
      "
    `);
  });
});

it("tells independent conflicts apart, each with its own lines", async () => {
  const packages = {
    ...TORCH,
    numpy: { "1.26.4": offers(), "2.0.0": offers() },
    keras: { "3.0": offers("numpy<2") },
    requests: { "2.32.0": offers() },
  };
  const lines = ["torch>=2.8", "requests", "numpy>=2", "torchvision==0.20.0", "keras"];
  const explained = await explain(packages, lines);
  expect(explained.map(({ requirements }) => requirements.map(({ line }) => line))).toEqual([
    [1, 4],
    [3, 5],
  ]);
  expect(explained.map(({ minimal }) => minimal)).toEqual([true, true]);
});

it("does not name a line that the conflict does not need", async () => {
  const packages = { ...TORCH, wrapper: { "1.0": offers("torchvision==0.20.0") } };
  const explanation = await explainOne(packages, ["torch>=2.8", "torch<3", "wrapper"]);
  expect(explanation.requirements.map(({ line }) => line)).toEqual([1, 3]);
});

describe("evidence and chart", () => {
  it("points each fact at a line or at a project of the index", async () => {
    const { steps } = await explainOne(TORCH, ["torch>=2.8", "torchvision==0.20.0"]);
    expect(steps.map(({ evidence }) => evidence)).toEqual([
      [{ kind: "requirement", place: { file: "requirements.txt", line: 1, column: 1 } }],
      [{ kind: "requirement", place: { file: "requirements.txt", line: 2, column: 1 } }],
      [{ kind: "index", project: "torchvision", file: null }],
      [],
    ]);
  });

  it("draws lines and projects, foreign characters spelled out", async () => {
    const { mermaid } = await explainOne(TORCH, ["torch>=2.8", "torchvision==0.20.0"]);
    expect(`\n${mermaid}\n`).toMatchInlineSnapshot(`
      "
      flowchart LR
        n1("torch")
        n2["requirements.txt:1 torch#62;=2.8"]
        n3("torchvision")
        n4["requirements.txt:2 torchvision==0.20.0"]
        n2 --> n1
        n4 --> n3
        n3 -->|"torchvision 0.20.0 needs torch==2.5.0"| n1
      "
    `);
  });

  it("cannot be led out of a label by a name of a file", () => {
    const place = { file: 'a"]; click n1 "javascript:alert(1)"\n%%{init}%%`<b>', line: 1, column: 1 };
    const fact = { kind: "requested", requirement: "a", name: "a", place } as const;
    const { mermaid } = explainConflict({ kind: "fact", fact });
    const label = /\["(.*)"\]$/m.exec(mermaid ?? "")?.[1] ?? "";
    expect(label).toMatch(/^[A-Za-z0-9 .,:/=_+#;-]+$/);
    expect(mermaid?.split("\n")).toHaveLength(4);
  });

  it("leaves a chart out that nobody could read", async () => {
    const names = Array.from({ length: 45 }, (_, index) => `p${index}`);
    const packages = Object.fromEntries(names.map((name, at) => [name, { "1.0": offers(`p${at + 1}`) }]));
    const explanation = await explainOne({ ...packages, p45: { "1.0": offers("p0==2.0") } }, ["p0"]);
    expect(explanation.mermaid).toBeNull();
    expect(explanation.tree.length).toBeGreaterThan(45);
  });
});

it("tells a proof whose conclusions are shared without walking every path of it", () => {
  let tree: ConflictTree = { kind: "fact", fact: { kind: "requested", requirement: "p0", name: "p0", place: null } };
  for (let at = 0; at < 5000; at += 1) {
    const fact = {
      kind: "depends",
      name: `p${at}`,
      versions: "1.0",
      requirement: `p${at + 1}`,
      on: `p${at + 1}`,
    } as const;
    const inner: ConflictTree = { kind: "derived", text: `p${at}`, causes: [tree, { kind: "fact", fact }] };
    tree = { kind: "derived", text: `p${at + 1}`, causes: [inner, inner] };
  }
  const started = performance.now();
  const { steps, tree: lines, text } = explainConflict(tree);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(steps.length).toBeLessThanOrEqual(1000);
  expect(lines.length).toBeLessThanOrEqual(202);
  expect(text).toContain("more facts");
});
