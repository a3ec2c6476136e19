import { describe, expect, it } from "vitest";
import { renderComment } from "../../../src/core/render/comment.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport, Conflict, ConflictCause } from "../../../src/core/report/model.ts";

const ARM = "cp312-manylinux_2_28_aarch64";
const X86 = "cp312-manylinux_2_28_x86_64";
const at = (line: number) => ({ file: "requirements.txt", line, column: 1 });
const CAUSES: readonly ConflictCause[] = [
  { kind: "requested", requirer: null, requirement: "scipy==1.11.4", place: at(2) },
  {
    ...{ kind: "requested", requirer: null, requirement: "numpy==2.1.3", place: at(1) },
    allows: { count: 1, of: 139, oldest: "2.1.3", newest: "2.1.3" },
  },
  {
    ...{
      kind: "depends",
      requirer: "scipy 1.11.4",
      requirement: 'numpy<1.28.0,>=1.21.6; python_version >= "3.9"',
      place: at(2),
    },
    allows: { count: 25, of: 139, oldest: "1.21.6", newest: "1.26.4" },
  },
];
const EXPLANATION = { steps: [], tree: ["└─ requirements.txt:2  scipy==1.11.4"], mermaid: null, minimal: true };

const conflict = (more: Partial<Conflict> = {}): Conflict => ({
  ...{ id: "a", target: ARM, project: "numpy", causes: CAUSES, complete: true, explanation: EXPLANATION },
  ...more,
});

function report(conflicts: readonly Conflict[]): BuildReport {
  const target = (id: string): BuildReport["targets"][number] => ({
    ...{ target: id, lane: null, installer: null, packages: [] },
    counts: { requirements: 1, packages: 0, downloaded: 0, built: 0, reused: 0, failed: 0 },
    cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
  });
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command: "check", complete: true },
    ...{ outcome: "failed", findings: [], fixes: [], targets: [target(ARM), target(X86)], conflicts },
  };
}

const text = (of: BuildReport, verbosity: 0 | 1, width = 80) => renderText(of, { width, color: false, verbosity });

describe("who wants what", () => {
  it("stands in the terminal with -v, the project on which they disagree first, within its columns", () => {
    expect(text(report([conflict()]), 0)).not.toContain("allows");
    expect(text(report([conflict()]), 1)).toContain(
      [
        "    └─ requirements.txt:2  scipy==1.11.4",
        "  who wants what",
        "    numpy==2.1.3           you, requirements.txt:1:1; allows 2.1.3 (1 of 139)",
        "    numpy<1.28.0,>=1.21.6  scipy 1.11.4, requirements.txt:2:1; allows 1.21.6 to",
        "                           1.26.4 (25 of 139)",
        "    scipy==1.11.4          you, requirements.txt:2:1",
      ].join("\n"),
    );
    const long = { ...CAUSES[0], requirement: `${"a-very-long-name-".repeat(3)}>=1` } as ConflictCause;
    const lines = text(report([conflict({ causes: [...CAUSES, long] })]), 1, 60).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines).toContain(`    ${long.requirement}`);
  });

  it("is followed by the steps with -vv, each within its columns", () => {
    const steps = [
      { id: 1, text: "requirements.txt:1 asks for numpy==2.1.3", because: [], evidence: [] },
      { id: 2, text: "the requirements cannot hold together", because: [1], evidence: [] },
    ];
    const stepped = report([conflict({ explanation: { ...EXPLANATION, steps } })]);
    expect(text(stepped, 1)).not.toContain("step by step");
    expect(renderText(stepped, { width: 40, color: false, verbosity: 2 })).toContain(
      "  step by step\n    1. requirements.txt:1 asks for\n       numpy==2.1.3\n    2. so the requirements cannot\n       hold together (1)\n",
    );
  });

  it("is a closed table in Markdown and on the page, with links to the lines", () => {
    const run = { repositoryUrl: "https://git.example/owner/repo", sha: "d4e5f6a7", url: null, label: null };
    const { text: comment } = renderComment(report([conflict()]), { run });
    expect(comment).toContain(`### Conflict over \`numpy\` on \`${ARM}\`\n\n\`\`\`text\n└─`);
    expect(comment).toContain("<details><summary>Who wants what</summary>\n\n| Wanted | By | From | Allows |");
    expect(comment).toContain(
      "| `numpy<1.28.0,>=1.21.6` | `scipy 1.11.4` | [`requirements.txt:2`](<https://git.example/owner/repo/blob/d4e5f6a7/requirements.txt#L2>) | `1.21.6` to `1.26.4` (25 of 139\\) |",
    );
    expect(renderHtml(report([conflict()]))).toMatch(
      /<summary>Who wants what<\/summary>[\s\S]*?<td><code>numpy&lt;1\.28\.0,&gt;=1\.21\.6<\/code><\/td><td><code>scipy 1\.11\.4<\/code><\/td><td><code>requirements\.txt:2<\/code><\/td><td>1\.21\.6 to 1\.26\.4 \(25 of 139\)<\/td>/,
    );
  });

  it("is open, and says nothing of versions, where an installer's words are all there is", () => {
    const { explanation: _, ...bare } = conflict({ causes: CAUSES.map(({ allows: __, ...cause }) => cause) });
    const { text: comment } = renderComment(report([bare]));
    expect(comment).toContain(
      "### Who wants which `numpy` on `cp312-manylinux_2_28_aarch64`\n\n| Wanted | By | From |\n",
    );
    expect(comment).not.toContain("Who wants what</summary>");
    expect(text(report([bare]), 0)).toContain("    numpy==2.1.3           you, requirements.txt:1:1\n");
  });

  it("says it where a requirement allows nothing or everything", () => {
    const cause = (count: number, of: number): ConflictCause => {
      const [oldest, newest] = count === 0 ? [null, null] : ["1.0", "3.0"];
      return { ...(CAUSES[1] as ConflictCause), allows: { count, of, oldest, newest } };
    };
    const told = text(report([conflict({ causes: [cause(0, 4), cause(4, 4), cause(0, 0)] })]), 1);
    for (const words of ["allows none of 4", "allows all 4", "allows none exists"]) expect(told).toContain(words);
  });
});

describe("the tree of a conflict", () => {
  it("is broken where a comment or a page would have to be scrolled, below its own branch", () => {
    const need = "└─ boto3 1.35.0 to 1.35.99 (100 versions) need botocore<1.36.0,>=1.35.0 …";
    const [last, against] = ["botocore<1.36.0,>=1.35.99", "(conflicts with botocore<1.34.132,>=1.34.70 above)"];
    const tree = [`${need} ${last}  ${against}`];
    const long = report([conflict({ explanation: { ...EXPLANATION, tree } })]);
    expect(renderComment(long).text).toContain(`\n${need}\n     ${last}  ${against}\n`);
    expect(renderHtml(long)).toContain("\n     (conflicts with botocore&lt;1.34.132,&gt;=1.34.70 above)</pre>");
  });
});

describe("a conflict on several targets", () => {
  it("is told once where it is the same, and with its target where it is not", () => {
    const same = report([conflict(), conflict({ id: "b", target: X86 })]);
    const surfaces = (of: BuildReport) => [text(of, 0), renderComment(of).text, renderHtml(of)];
    const count = (of: string) => of.split("└─").length - 1;
    expect(surfaces(same).map(count)).toEqual([1, 1, 1]);
    expect(renderComment(same).text).toContain("### Conflict over `numpy` on every target\n");
    const other = { ...EXPLANATION, tree: ["└─ requirements.txt:9  scipy==1.9"] };
    const different = report([conflict(), conflict({ id: "b", target: X86, explanation: other })]);
    expect(surfaces(different).map(count)).toEqual([2, 2, 2]);
    for (const surface of surfaces(different)) for (const target of [ARM, X86]) expect(surface).toContain(target);
  });
});
