import type { Block, LogRule } from "../../rule.ts";

const ONE = /^Package '([^']+)' requires a different Python: (\S+) not in '([^']*)'$/;
const SEVERAL = /^Packages require a different Python\. (\S+) not in:$/;
const ROW = /^'([^']*)' \(required by (.+)\)$/;
const KEPT = 500;

/** The resolver's own "Requires-Python" failure (factory.py `_report_requires_python_error`). */
export const requiresPython: LogRule = {
  name: "requires-python",
  examples: [
    "ERROR: Package 'x' requires a different Python: 3.9.18 not in '>=4.0'",
    "ERROR: Packages require a different Python. 3.9.18 not in:",
    "'>=4.0' (required by a 1.0 (from http://index.example/simple/a/))",
  ],
  starts: ["Package '", "Packages require a different Python. "],
  level: "top",
  read(line) {
    if (line.label !== "ERROR") return null;
    const [, name, python, requires] = ONE.exec(line.message) ?? [];
    if (name !== undefined && python !== undefined && requires !== undefined) {
      return { kind: "requires-python", packages: [{ package: name, requires }], python };
    }
    const several = SEVERAL.exec(line.message)?.[1];
    return several === undefined ? null : makeRows(several);
  },
};

function makeRows(python: string): Block {
  const packages: { package: string | null; requires: string }[] = [];
  return {
    take(line) {
      const [, requires, by] = line.indent === 0 ? (ROW.exec(line.text) ?? []) : [];
      if (requires === undefined || by === undefined) return false;
      if (packages.length < KEPT) packages.push({ package: by.replace(/ \(from [\s\S]*$/, ""), requires });
      return true;
    },
    close: () => ({ kind: "requires-python", packages, python }),
  };
}
