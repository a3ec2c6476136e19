import { type ProjectFile, type ProjectIndex, parseRequirement, type Requirement } from "../../../src/core/index.ts";
import { parseTarget } from "../../../src/core/target/parse-target.ts";
import type { Target } from "../../../src/core/target/target.ts";

/** A page with these files; of an object only what it names differs from a plain file. */
export function pageOf(...files: readonly (string | (Partial<ProjectFile> & { filename: string }))[]): ProjectIndex {
  return {
    url: "https://index.example/simple/demo/",
    name: null,
    status: null,
    problems: [],
    files: files.map((given) => ({
      url: "https://index.example/files/x",
      hashes: {},
      requiresPython: null,
      yanked: null,
      coreMetadata: null,
      bytes: null,
      uploadTime: null,
      ...(typeof given === "string" ? { filename: given } : given),
    })),
  };
}

export function targetOf(input: Parameters<typeof parseTarget>[0]): Target {
  const target = parseTarget(input);
  if (!target.ok) throw new Error(target.problems[0]?.message);
  return target.value;
}

export function requirementOf(text: string): Requirement {
  const requirement = parseRequirement(text);
  if (!requirement.ok) throw new Error(requirement.problems[0]?.message);
  return requirement.value;
}
