import { describe, expect, it } from "vitest";
import { type DecisionTree, decisionTree } from "../../../src/core/explain/decision-tree.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { renderDecisionTree } from "../../../src/core/render/decision-tree.ts";
import { growth } from "../../rig/growth.ts";
import { recordedLogs } from "../log/recorded-logs.ts";

const plain = { width: 100, color: false } as const;
const recorded = (name: string): DecisionTree => {
  const log = recordedLogs("decisions").find((each) => each.name === `decisions/${name}`);
  const tree = log && decisionTree(parseLog(log.input));
  if (!tree) throw new Error(`${name} gives no tree`);
  return tree;
};

/** The labels of the steps, with their fill. */
const labels = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => /^[ .>!]*(?:REQUEST|TRY|RESOLVE|BLOCKED)/.exec(line)?.[0] ?? []);

describe("renderDecisionTree", () => {
  const tree = recorded("stepped-back-26.3-debug-vv");

  it("shows what was decided, then what was asked and passed over, then who and where", () => {
    const [decided, tried, all] = ([0, 1, 2] as const).map((verbosity) =>
      renderDecisionTree(tree, { ...plain, verbosity }),
    );
    expect(labels(decided ?? "")).toContain("!!! BLOCKED");
    expect(labels(decided ?? "").join()).not.toMatch(/TRY|REQUEST/);
    expect(labels(tried ?? "")).toEqual(expect.arrayContaining([" REQUEST", ". REQUEST", "... TRY", ">> RESOLVE"]));
    expect(tried).not.toContain("[line");
    expect(all).toContain("(by my-plugin 1.2)");
    expect(all).toContain("[line 70]");
  });

  it("says where it was read, and when that is not all", () => {
    expect(renderDecisionTree(tree, { ...plain, verbosity: 0 })).toMatch(
      /^decisions {2}from the resolver's own words\n/,
    );
    expect(renderDecisionTree(recorded("recovered-26.3"), { ...plain, verbosity: 0 })).toMatch(
      /console shows; incomplete/,
    );
  });

  it("tells versions that were passed over for one reason as one, and with -vv each of them", () => {
    const step = (version: string, reason: string): DecisionTree["steps"][number] => ({
      ...{ kind: "try", level: 0, package: "leaf", text: version, reason, by: [], lines: [1] },
    });
    const several: DecisionTree = {
      ...{ source: "verbose", complete: false, patterns: [] },
      steps: [...["1.4", "1.3", "1.2"].map((version) => step(version, "a")), step("1.1", "b"), step("1.0", "b")],
    };
    const [, ...rows] = renderDecisionTree(several, { ...plain, verbosity: 1 })
      .trimEnd()
      .split("\n");
    expect(rows).toEqual([". TRY leaf 1.4 to 1.2 (3 versions) - a", ". TRY leaf 1.1 - b", ". TRY leaf 1.0 - b"]);
    expect(labels(renderDecisionTree(several, { ...plain, verbosity: 2 }))).toHaveLength(5);
  });

  it("tells versions as one that each need their own versions of another project", () => {
    const step = (text: string, reason: string): DecisionTree["steps"][number] => ({
      ...{ kind: "try", level: 0, package: "boto3", text, reason, by: [], lines: [] },
    });
    const but = ", but aiobotocore 2.13.1 needs botocore<1.34.132";
    const steps = ["1.35.9", "1.35.8", "1.35.7"].map((text) => step(text, `needs botocore<2,>=${text}${but}`));
    const tree: DecisionTree = {
      ...{ source: "solver", complete: true, patterns: [] },
      steps: [
        ...steps,
        step("1.35.6", `needs s3transfer<1${but}`),
        step("1.35.5", "needs botocore @ https://x, but no"),
      ],
    };
    expect(
      renderDecisionTree(tree, { ...plain, width: 200, verbosity: 1 })
        .split("\n")
        .slice(1),
    ).toEqual([
      `. TRY boto3 1.35.9 to 1.35.7 (3 versions) - needs botocore<2,>=1.35.9 … botocore<2,>=1.35.7${but}`,
      `. TRY boto3 1.35.6 - needs s3transfer<1${but}`,
      ". TRY boto3 1.35.5 - needs botocore @ https://x, but no",
      "",
    ]);
  });

  it("does not change a word for colour", () => {
    const colored = renderDecisionTree(tree, { width: 100, color: true, verbosity: 2 });
    expect(colored).toContain("\x1b[");
    expect(colored.replace(/\x1b\[[0-9;]*m/g, "").replace(/ +$/gm, "")).toBe(
      renderDecisionTree(tree, { ...plain, verbosity: 2 }),
    );
  });

  it("F6: makes foreign text visible and harmless", () => {
    const hostile: DecisionTree = {
      source: "console",
      complete: false,
      steps: [
        {
          kind: "blocked",
          level: 0,
          package: "::error::x",
          text: null,
          reason: "\x1b[2Ja\u202eb\n::set-output name=x::y",
          by: [],
          lines: [1],
        },
      ],
      patterns: [
        { kind: "not-found", package: "::add-mask::x", text: "a\n::error::b", solutions: ["::warning::c"], lines: [] },
      ],
    };
    const text = renderDecisionTree(hostile, { ...plain, verbosity: 2 });
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain("\x1b");
    expect(text).not.toContain("\u202e");
  });

  it("keeps the end of a search that is longer than anybody reads", () => {
    const long = longSearch(20_000);
    expect(long?.complete).toBe(false);
    expect(long?.steps.length).toBeLessThanOrEqual(5_000);
    expect(long?.steps.at(-1)).toMatchObject({ kind: "blocked", package: "leaf" });
  });

  it("takes time in proportion to the log", () => {
    expect(growth((size) => longSearch(size), 4_000)).toBeLessThan(10);
  });
});

/** A search that passes over one version after the other of many packages, and fails. */
function longSearch(size: number): DecisionTree | null {
  const lines = ["Looking in indexes: http://index.example/simple/"];
  for (let index = 0; index < size; index += 2) {
    const name = `pkg${index % 500}`;
    lines.push(`Collecting ${name}>=${index}`, `  Downloading ${name}-1.${index}-py3-none-any.whl.metadata (10 bytes)`);
  }
  lines.push(
    "ERROR: Cannot install a==1.0 and leaf because these package versions have conflicting dependencies.",
    "",
    "The conflict is caused by:",
    "    The user requested leaf",
    "    a 1.0 depends on leaf<2",
    "",
    "ERROR: ResolutionImpossible: for help visit https://pip.example/",
  );
  return decisionTree(parseLog(Buffer.from(`${lines.join("\n")}\n`)));
}
