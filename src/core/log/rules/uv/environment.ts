import type { LogRule } from "../../rule.ts";

/** Which interpreter and environment (crates/uv/src/commands/pip/operations.rs, project/mod.rs, venv.rs). */
export const environment: LogRule = {
  name: "environment",
  examples: [
    "Using Python 3.11.7 environment at: /venv",
    "Using CPython 3.11.2 interpreter at: /usr/bin/python3",
    "Using CPython 3.12.3",
    "Creating virtual environment at: .venv",
    "Creating virtual environment `app-cp3.11.2-47d19d3b2eed2481`",
    "Removed virtual environment at: .venv",
  ],
  starts: [
    "Using Python ",
    "Using CPython ",
    "Using PyPy ",
    "Using GraalPy ",
    "Creating virtual environment ",
    "Removed virtual environment ",
  ],
  level: "top",
  read(line) {
    if (line.text.startsWith("Removed ")) return "known";
    const created = /^Creating virtual environment (?:with seed packages )?(?:at: (.+)|`(.+)`)$/.exec(line.text);
    if (created !== null) {
      return { kind: "uv-environment", python: null, path: created[1] ?? created[2] ?? null, created: true };
    }
    const used = /^Using (?:Python|CPython|PyPy|GraalPy) (\d[\w.+-]*)(?: (?:environment|interpreter) at: (.+))?$/.exec(
      line.text,
    );
    if (used?.[1] === undefined) return null;
    if (!line.text.includes(" environment at: ")) {
      return { kind: "uv-interpreter", python: used[1], path: used[2] ?? null };
    }
    return { kind: "uv-environment", python: used[1], path: used[2] ?? null, created: false };
  },
};
