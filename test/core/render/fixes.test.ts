import { describe, expect, it } from "vitest";
import { renderComment } from "../../../src/core/render/comment.ts";
import { fixLabel } from "../../../src/core/render/fix-label.ts";
import { renderHtml } from "../../../src/core/render/html.ts";
import { renderText } from "../../../src/core/render/text.ts";
import type { BuildReport, Fix, FixProof } from "../../../src/core/report/model.ts";

const ARM = "cp312-manylinux_2_28_aarch64";
const X86 = "cp312-manylinux_2_28_x86_64";
const EDIT = {
  ...{ place: { file: "requirements.txt", line: 2, column: 1 }, before: "scipy==1.11.4", after: "scipy==1.13.0" },
  reason: "scipy 1.11.4 needs numpy<1.28.0.",
};

function proof(target: string, way: string, more: Partial<FixProof> = {}): FixProof {
  const tool = { name: "uv", version: "0.13.8" } as const;
  return { target, tool, way, resolved: true, packages: 8, seconds: 1, text: null, ...more };
}
const BOTH = [proof(ARM, "--python-platform aarch64"), proof(X86, "--python-platform x86_64", { packages: 9 })];

const fix = (more: Partial<Fix> = {}): Fix => ({ status: "verified", title: "Change scipy", edits: [EDIT], ...more });

function report(fixes: readonly Fix[], command = "fix"): BuildReport {
  const target = (id: string): BuildReport["targets"][number] => ({
    ...{ target: id, lane: null, installer: null, packages: [] },
    counts: { requirements: 1, packages: 0, downloaded: 0, built: 0, reused: 0, failed: 0 },
    cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
    closure: { by: "none", complete: false, text: "They cannot hold together." },
  });
  return {
    ...{ schemaVersion: 1, tool: { name: "wheelhouse", version: "0.0.0" }, command, complete: true },
    ...{ outcome: "failed", findings: [], conflicts: [], targets: [target(ARM), target(X86)], fixes },
  };
}

const SURFACES = {
  terminal: (of: BuildReport) => renderText(of, { width: 400, color: false, verbosity: 0 }),
  Markdown: (of: BuildReport) => renderComment(of).text.replaceAll("`", "").replace("- Verified", "- verified"),
  page: (of: BuildReport) => renderHtml(of).replaceAll("&lt;", "<"),
};

describe("the label of a fix", () => {
  it("names tools, versions and ways", () => {
    expect(fixLabel(fix({ proofs: BOTH }))).toBe(
      "verified: uv 0.13.8, 8 to 9 packages on each of 2 targets (--python-platform aarch64; --python-platform x86_64)",
    );
    const pip = proof(ARM, "container", { tool: { name: "pip", version: "26.3" } });
    expect(fixLabel(fix({ proofs: [pip] }))).toBe("verified: pip 26.3, 8 packages (container)");
    const many = ["a", "b", "c", "c"].map((way) => proof(ARM, way));
    expect(fixLabel(fix({ proofs: many }))).toContain("(a; b; and 1 more)");
  });

  it("says of a prediction why no installer has confirmed it", () => {
    expect(fixLabel(fix({ status: "predicted" }))).toBe("predicted: no installer has resolved it.");
    expect(fixLabel(fix({ status: "predicted", proofs: BOTH, unverified: "No uv." }))).toBe("predicted: No uv.");
  });
});

describe.each(Object.entries(SURFACES))("a fix in the %s", (name, render) => {
  it("has proof, reason and what is lost by it", () => {
    const text = render(report([fix({ proofs: BOTH, losses: ["extra socks of requests"] })]));
    for (const part of [fixLabel(fix({ proofs: BOTH })), EDIT.reason, "extra socks of requests"])
      expect(text).toContain(part);
    expect(text).not.toContain("Not confirmed for");
  });

  it("names the targets for which nobody has confirmed it", () => {
    const refused = proof(X86, "--python-platform x86_64", { resolved: false, text: "no" });
    const partly = fix({ status: "predicted", proofs: [proof(ARM, "a"), refused], unverified: "uv refuses it." });
    expect(render(report([partly]))).toContain(`Not confirmed for ${X86}.`);
  });

  it("says of several edits whether each is needed", () => {
    const edits = [EDIT, { ...EDIT, after: "scipy==1.14.0" }];
    expect(render(report([fix({ edits, minimal: true })]))).toContain("Without any one of its 2 edits");
    expect(render(report([fix({ edits, minimal: null })]))).toContain("not told whether both edits are needed");
    expect(render(report([fix({ minimal: true })]))).not.toContain("needed");
  });

  it("warns of a version that is known to be vulnerable", () => {
    const risk = { name: "numpy", from: "2.1.3", to: "1.21.0", fixedIn: "1.22.0", id: "CVE-2021-34141", source: "OSV" };
    const text = render(report([fix({ risks: [risk] })]));
    expect(text).toContain("numpy 1.21.0 instead of 2.1.3 is below 1.22.0: CVE-2021-34141 (OSV).");
    if (name !== "terminal") expect(text).toMatch(/⚠️ Risk: |<dt class="is-warning">Risk<\/dt>/);
  });

  it("says what becomes of hashes, and of edits that are made", () => {
    const edits = [
      { ...EDIT, hashes: ["sha256:a", "sha256:b"] },
      { ...EDIT, after: "", hashes: "drop" as const },
    ];
    const text = render(report([fix({ edits, written: true })]));
    expect(text).toContain("requirements.txt:2 gets 2 hashes.");
    expect(text).toContain("requirements.txt:2 goes with its hashes.");
    expect(text).toContain("Its edits stand in the files already.");
  });
});

describe("the edits of a fix", () => {
  it("have a row of the terminal for each line that one becomes", () => {
    const after = 'a==2; python_version < "3.10"\na==1; python_version >= "3.10"';
    const text = SURFACES.terminal(report([fix({ edits: [{ ...EDIT, before: "a==1", after }] })]));
    expect(text).toMatch(
      / edit +requirements\.txt:2 +a==1 → a==2; python_version < "3\.10"\n +a==1; python_version >=/,
    );
  });

  const edits = [EDIT, { ...EDIT, after: "scipy<2 ; a\nscipy>2 ; b" }, { ...EDIT, after: "" }];

  it("are a diff in Markdown, the best fix open and the others closed", () => {
    const { text } = renderComment(report([fix({ edits }), fix({ title: "Other" }), fix({ title: "Third" })]));
    expect(text).toContain(
      [
        "### Fixes\n\n**Change scipy** (verified)\n\n```diff",
        "@@ requirements.txt:2 @@\n-scipy==1.11.4\n+scipy==1.13.0",
        "@@ requirements.txt:2 @@\n-scipy==1.11.4\n+scipy<2 ; a\n+scipy>2 ; b",
        "@@ requirements.txt:2 @@\n-scipy==1.11.4\n```",
      ].join("\n"),
    );
    expect(text.indexOf("2 other fixes</summary>")).toBeLessThan(text.indexOf("**Other**"));
    expect(text.indexOf("2 other fixes</summary>")).toBeGreaterThan(text.indexOf("**Change scipy**"));
  });

  it("are coloured on the page, and foreign text has no meaning there", () => {
    const html = renderHtml(report([fix({ edits: [{ ...EDIT, after: "<script>x</script>" }] })]));
    expect(html).toContain('<span class="is-error">-scipy==1.11.4</span>\n<span class="is-ok">+&lt;script&gt;x');
    expect(html).not.toContain("<script>");
  });

  it("are counted where there is no room, and a fence in them stays in the diff", () => {
    const many = Array.from({ length: 400 }, (_, index) => fix({ title: `Fix ${index}`, edits: [EDIT, EDIT] }));
    const { text } = renderComment(report(many));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(text).toContain("300 more fixes in the report.json of this run.");
    const fenced = renderComment(report([fix({ edits: [{ ...EDIT, after: "```\n# heading" }] })])).text;
    expect(fenced).toContain("````diff\n");
  });
});
