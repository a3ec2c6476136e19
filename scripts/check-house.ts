/**
 * The house rules that no linter knows: files of at most 400 lines, no name of a public package registry's host, no path
 * of a developer's machine. Looks at every file that git tracks or would track.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const LINE_LIMIT = 400;
const DATA = /(^|\/)(fixtures|schema|dist)\/|package-lock\.json$|\.(json|tsv|md|txt|log|html|svg)$|(^|\/)data\//;
const GENERATED = /^dist\/|^package-lock\.json$/;

/** Written in parts, so that this file obeys its own rule. */
const REGISTRY_HOSTS = [
  ["pypi", "org"],
  ["files.pythonhosted", "org"],
  ["registry.npmjs", "org"],
  ["proxy.golang", "org"],
  ["sum.golang", "org"],
  ["index.crates", "io"],
  ["static.crates", "io"],
  ["repo1.maven", "org"],
  ["repo.maven.apache", "org"],
  ["deb.debian", "org"],
  ["security.debian", "org"],
].map((parts) => parts.join("."));
const MACHINE_PATHS = ["/work/" + "main", "/root" + "/.", "/home/" + "runner/work/wheelhouse"];

export function houseProblems(path: string, text: string): string[] {
  const problems: string[] = [];
  const lines = text.split("\n");
  if (!DATA.test(path) && lines.length > LINE_LIMIT + 1) {
    problems.push(`${path}: ${lines.length - 1} lines; split it (limit ${LINE_LIMIT})`);
  }
  if (GENERATED.test(path)) return problems;
  for (const [index, line] of lines.entries()) {
    for (const host of REGISTRY_HOSTS) {
      if (line.includes(host)) problems.push(`${path}:${index + 1}: names a registry's host`);
    }
    for (const machinePath of MACHINE_PATHS) {
      if (line.includes(machinePath)) problems.push(`${path}:${index + 1}: names a path of one machine`);
    }
  }
  return problems;
}

function main(): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  });
  const paths = [...new Set(listed.split("\0").filter((path) => path !== ""))].sort();
  const problems = paths.flatMap((path) => {
    const bytes = readOrNull(path);
    return bytes === null || bytes.includes(0) ? [] : houseProblems(path, bytes.toString("utf8"));
  });
  for (const problem of problems) console.error(problem);
  console.log(`house: ${paths.length} files, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Null for a file that git still lists but that is deleted in the work tree. */
function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

if (import.meta.main) main();
