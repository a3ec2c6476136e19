import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { extractTemplates, unclassified } from "../../scripts/pip-templates/unclassified.ts";

const folder = mkdtempSync(join(tmpdir(), "pip-templates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A pip that prints what the source says. */
function unpacked(source: string): string {
  const root = mkdtempSync(join(folder, "pip-"));
  mkdirSync(join(root, "pip/_internal"), { recursive: true });
  writeFileSync(join(root, "pip/_internal/made_up.py"), source);
  return root;
}

describe("the texts of a pip", () => {
  it("are all in the table, for the pip of this machine", () => {
    const code = "import os, pip; print(os.path.dirname(os.path.dirname(pip.__file__)))";
    const installed = execFileSync("python3", ["-c", code], { encoding: "utf8" }).trim();
    const found = extractTemplates(installed);
    expect(found.length).toBeGreaterThan(400);
    expect(unclassified(found)).toEqual([]);
  });

  it("are found in every way in which pip prints", () => {
    const source = [
      'class Box(Error):\n    def __init__(self, name):\n        super().__init__(message=f"Cannot wash {name}", hint_stmt="Use soap")',
      'def run(name):\n    logger.warning("Washed %s twice", name)\n    msg = "Not washed"\n    msg += f" by {name}"',
      '    write_output("Dried %s", name)\n    deprecated(reason="Old soap", replacement="new soap")',
      '    raise InstallationError("No water for {}".format(name))',
      '    with open_spinner(f"Washing {name}"):\n        pass',
    ].join("\n");
    const texts = extractTemplates(unpacked(`${source}\n`)).map(({ kind, level, template }) => [kind, level, template]);
    expect(texts).toEqual([
      ["diag", "message", "Cannot wash {name}"],
      ["diag", "hint_stmt", "Use soap"],
      ["log", "warning", "Washed %s twice"],
      ["assign", "msg", "Not washed"],
      ["assign", "msg", "{msg} by {name}"],
      ["write_output", "", "Dried %s"],
      ["deprecated", "reason", "Old soap"],
      ["deprecated", "replacement", "new soap"],
      ["raise", "InstallationError", "No water for {}"],
      ["open_spinner", "", "Washing {name}"],
    ]);
  });

  it("fail the comparison when one has no row, and not for being written another way", () => {
    const root = unpacked(
      'logger.info("Collecting %s", a)\nlogger.info(f"Collecting {a}")\nlogger.info("Washing %s", a)\n',
    );
    expect(unclassified(extractTemplates(root)).map(({ template }) => template)).toEqual(["Washing %s"]);
    const script = join(import.meta.dirname, "../../scripts/pip-templates.ts");
    const run = () => execFileSync(process.execPath, [script, root], { encoding: "utf8", stdio: "pipe" });
    expect(run).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('"Washing %s"') }));
  });
});
