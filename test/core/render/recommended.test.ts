import { describe, expect, it } from "vitest";
import { recommendedRequirements } from "../../../src/core/render/classic/recommended.ts";
import type { BuildReport, Fix, FixEdit } from "../../../src/core/report/model.ts";

const CONFLICT = { id: "a", target: null, project: "shared", causes: [], complete: true };

function report(fixes: readonly Fix[]): BuildReport {
  return {
    schemaVersion: 1,
    tool: { name: "wheelhouse", version: "1" },
    command: "check",
    complete: true,
    outcome: "failed",
    ...{ targets: [], findings: [], conflicts: [CONFLICT], fixes },
  };
}

function fix(edits: readonly FixEdit[], more: Partial<Fix> = {}): Fix {
  return { status: "predicted", title: "Use left 2.0", edits, ...more };
}

function edit(file: string, line: number, before: string, after: string, reason = "right wants it."): FixEdit {
  return { place: { file, line, column: 1 }, before, after, reason };
}

function render(text: string | Uint8Array, fixes: readonly Fix[], path = "requirements.txt"): string {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const file = recommendedRequirements.render(report(fixes), { inputs: [{ path, bytes }] });
  return typeof file === "string" ? file : new TextDecoder().decode(file);
}

describe("recommended_requirements.in", () => {
  it("is the user's file, edited, each edit with its reason above it", () => {
    const edits = [edit("requirements.txt", 2, "left==1.0", "left==2.0")];
    expect(render("# mine\nleft==1.0  # pin\nalone", [fix(edits, { losses: ["left 1.0 goes."] })])).toBe(
      [
        "# mine",
        "# was left==1.0: right wants it.",
        "left==2.0  # pin",
        "alone",
        "# fix: Use left 2.0",
        "# lost by it: left 1.0 goes.",
        "# predicted: no installer has resolved it.",
        "",
      ].join("\n"),
    );
  });

  it("keeps Windows line ends, and takes the first line too", () => {
    const text = render("left==1.0\r\nalone\r\n", [fix([edit("requirements.txt", 1, "left==1.0", "left==2.0")])]);
    expect(text).toContain("# was left==1.0: right wants it.\r\nleft==2.0\r\nalone\r\n");
  });

  it("changes hashes over several lines with the version", () => {
    const [old, fresh] = ["a", "b"].map((letter) => `sha256:${letter.repeat(64)}`);
    const edits = [{ ...edit("requirements.txt", 1, "left==1.0", "left==2.0"), hashes: [fresh ?? ""] }];
    const text = render(`left==1.0 \\\n    --hash=${old}\nalone\n`, [fix(edits)]);
    expect(text).toContain(`left==2.0 \\\n    --hash=${fresh}\nalone\n`);
    expect(text).not.toContain(old);
  });

  it("tells edits of other files, and shows no password of an address and no declaration of an encoding", () => {
    const address = "left @ https://me:s3cret@wheels.example/left-1.0-py3-none-any.whl";
    const text = render("alone\n", [fix([edit("c.txt", 3, address, "left==2.0", "coding: utf-9 “x”")])]);
    expect(text).toMatch(/^alone\n# also to be done: c\.txt:3: left==2\.0, was left @ https:\/\/me:\*\*\*\*@/);
    expect(text).not.toMatch(/s3cret|coding[:=]|[^ -~\n]/);
  });

  it("says of several targets what could be pinned for all of them, where they take different versions", () => {
    const same = { versions: [], reasons: [], lines: ["same==1.0"], text: null };
    const fast = { versions: [], reasons: [], lines: ["fast==1.0"], text: "fast: 1.0 serves all targets." };
    const pins = {
      targets: ["a", "b"],
      undecided: null,
      projects: [
        { name: "same", ...same },
        { name: "fast", ...fast },
      ],
    };
    const well: BuildReport = { ...report([]), outcome: "ok", conflicts: [], pins: [pins] };
    const inputs = [{ path: "requirements.txt", bytes: new TextEncoder().encode("fast\n") }];
    const file = recommendedRequirements.render(well, { inputs });
    expect(new TextDecoder().decode(file as Uint8Array)).toBe(
      "fast\n# no change needed\n# fast: 1.0 serves all targets.\n# as a constraint: fast==1.0\n",
    );
  });

  it("does not recommend what an installer refused, or what the file does not take", () => {
    const edits = [edit("requirements.txt", 1, "left==1.0", "left==2.0")];
    const tool = { name: "uv", version: "0.13.8" } as const;
    const proofs = [{ target: "t", tool, way: "w", resolved: false, seconds: 1, text: "no" }];
    expect(render("left==1.0\n", [fix(edits, { proofs })])).toBe("left==1.0\n# no fix computed\n");
    expect(render("other\n", [fix(edits)])).toBe("other\n# no fix computed\n");
  });
});
