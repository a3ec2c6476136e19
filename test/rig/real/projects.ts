import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRequirement, type Requirement } from "../../../src/core/pep/requirement.ts";

export interface RealProject {
  readonly requirement: Requirement;
  /** Why it is among them. */
  readonly reason: string;
}

/** The lines of test/real/projects.txt. */
export function readProjects(): readonly RealProject[] {
  const text = readFileSync(join(import.meta.dirname, "../../real/projects.txt"), "utf8");
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [wanted = "", reason] = line.split(/\s+#\s/);
    const requirement = parseRequirement(wanted);
    if (!requirement.ok || reason === undefined) throw new Error(`projects.txt:${index + 1} needs a reason: ${line}`);
    return [{ requirement: requirement.value, reason }];
  });
}
