import type { LogRule } from "../../rule.ts";
import { readUvCandidate, readUvRequirement } from "../../uv/debug-names.ts";

/** `-v`: a requirement enters the resolution (crates/uv-resolver/src/resolver/mod.rs). */
export const requested: LogRule = {
  name: "requested",
  examples: [
    "DEBUG Adding direct dependency: shared-lib<2",
    "DEBUG Adding direct dependency: wavering*",
    "DEBUG Adding transitive dependency for wavering==1.3: shared-lib>=2",
    "DEBUG Adding transitive dependency for app[test]==1.0: urllib3{python_full_version >= '3.10'}>=1.26, <3",
  ],
  starts: ["DEBUG Adding direct dependency: ", "DEBUG Adding transitive dependency for "],
  level: "top",
  read(line) {
    const direct = /^DEBUG Adding direct dependency: (.+)$/.exec(line.text)?.[1];
    if (direct !== undefined) return { kind: "requested", ...readUvRequirement(direct), requirer: null };
    const match = /^DEBUG Adding transitive dependency for ([^:]+): (.+)$/.exec(line.text);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    const requirer = readUvCandidate(match[1]);
    const wanted = readUvRequirement(match[2]);
    // With markers and extras a project depends on itself: they are packages of their own to the resolver.
    return wanted.name === requirer.name ? "known" : { kind: "requested", ...wanted, requirer };
  },
};
