import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ensureTool } from "../../../scripts/ci/tools.ts";
import { asWorkflow, markdownBlocks } from "./readme-blocks.ts";

/** A copy of what the linters look at, with the README's examples as workflows beside our own. */
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wheelhouse-lint-"));
  spawnSync("git", ["init", "-q", folder]);
  const workflows = join(folder, ".github/workflows");
  mkdirSync(workflows, { recursive: true });
  cpSync(".github", join(folder, ".github"), { recursive: true });
  cpSync("action.yml", join(folder, "action.yml"));
  cpSync("dist", join(folder, "dist"), { recursive: true });
  const blocks = markdownBlocks("README.md").filter(({ language }) => language === "yaml");
  for (const [index, { text }] of blocks.entries()) {
    writeFileSync(join(workflows, `readme-${index}.yml`), asWorkflow(text));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, ...args: readonly string[]) {
  const result = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  return { status: result.status, text: `${result.stdout}${result.stderr}` };
}

describe("our workflows and the README's", () => {
  it("J3: pass actionlint", () => {
    expect(run(ensureTool("actionlint"), "-no-color")).toEqual({ status: 0, text: "" });
  });

  it("J3: pass zizmor's pedantic persona", () => {
    const { status, text } = run(ensureTool("zizmor"), "--offline", "--persona", "pedantic", "--no-progress", ".");
    expect(text).toContain("No findings to report");
    expect(status).toBe(0);
  });

  it("J3: a README example that is not pinned would fail", () => {
    const bad = join(folder, ".github/workflows/bad.yml");
    writeFileSync(bad, asWorkflow("      - uses: actions/checkout@v6\n"));
    const { status, text } = run(ensureTool("zizmor"), "--offline", "--persona", "pedantic", "--no-progress", ".");
    rmSync(bad);
    expect(text).toContain("unpinned-uses");
    expect(status).not.toBe(0);
  });

  it("J4: no door is composite, so no input can reach an expression in a script", () => {
    const doors = readdirSync(".", { recursive: true, encoding: "utf8" }).filter(
      (path) => /(^|\/)action\.ya?ml$/.test(path) && !/^(node_modules|test|tmp|build)\//.test(path),
    );
    expect(doors).toContain("action.yml");
    for (const door of doors) {
      expect(parse(readFileSync(door, "utf8"))).toMatchObject({ runs: { using: "node24" } });
    }
  });

  it("every job and the gate: ci-ok needs each of them", () => {
    const { jobs } = parse(readFileSync(".github/workflows/ci.yml", "utf8")) as {
      jobs: Record<string, { needs?: string[] }>;
    };
    expect([...(jobs["ci-ok"]?.needs ?? [])].sort()).toEqual(
      Object.keys(jobs)
        .filter((name) => name !== "ci-ok")
        .sort(),
    );
  });
});
