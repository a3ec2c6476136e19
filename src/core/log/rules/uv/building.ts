import type { LogRule } from "../../rule.ts";

/** Words stand right-aligned in twelve columns (crates/uv/src/commands/reporters.rs); not printed by uv 0.5 into a file. */
export const building: LogRule = {
  name: "building",
  examples: [
    "   Building puresdist==0.3.0",
    "      Built puresdist==0.3.0",
    "   Building app @ file:///project",
    "   Building tool @ git+https://code.example/tool@main",
  ],
  starts: ["Building ", "Built "],
  level: "any",
  read(line) {
    const match = /^(Building|Built) ([A-Za-z0-9][A-Za-z0-9._-]*)(?:==(\S+)| @ (\S+))$/.exec(line.text);
    if (match?.[2] === undefined || line.indent !== 11 - (match[1]?.length ?? 0)) return null;
    return {
      kind: "uv-build",
      phase: match[1] === "Built" ? "finished" : "started",
      name: match[2],
      version: match[3] ?? null,
      from: match[4] ?? null,
    };
  },
};
