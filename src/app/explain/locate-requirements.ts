import type { LocatedRequirement } from "../../core/findings/facts.ts";
import { normalizePath } from "../../core/inputs/include-path.ts";
import { parseRequirementsFile } from "../../core/inputs/requirements-file.ts";
import type { NamedLine } from "../../core/log/askers.ts";
import type { ExplainPorts } from "./ports.ts";

const FILE_LIMIT = 16 * 1024 * 1024;
const FILES_LIMIT = 50;

/**
 * The user's lines that the log names, read from the files themselves. A file counts only when every line that the log names
 * in it asks for the same package as the log says: it may be another file by now, or have stood in another folder.
 */
export async function locateRequirements(
  lines: readonly NamedLine[],
  folder: string,
  ports: ExplainPorts,
): Promise<readonly LocatedRequirement[]> {
  const byFile = new Map<string, NamedLine[]>();
  for (const line of lines) {
    const path = normalizePath(line.file);
    // What lies outside of the folder is of another machine, or nobody's business.
    if (path.startsWith("/") || path.startsWith("..") || path.includes("\\")) continue;
    byFile.set(path, [...(byFile.get(path) ?? []), line]);
  }
  const found: LocatedRequirement[] = [];
  for (const [path, named] of [...byFile].slice(0, FILES_LIMIT))
    found.push(...(await readLines(path, named, folder, ports)));
  return found;
}

async function readLines(
  path: string,
  named: readonly NamedLine[],
  folder: string,
  { files }: ExplainPorts,
): Promise<readonly LocatedRequirement[]> {
  const absolute = files.resolve(folder, path);
  if ((await files.stat(absolute))?.kind !== "file") return [];
  const bytes = await files.readFile(absolute, { limit: FILE_LIMIT }).catch(() => null);
  if (bytes === null) return [];
  const kind = named[0]?.kind ?? "requirement";
  const file = parseRequirementsFile({ path, bytes, kind: kind === "constraint" ? "constraints" : "requirements" });
  const agrees = named.every(({ line, name }) =>
    file.requirements.some((item) => item.pipLine === line && item.name === name),
  );
  return agrees ? file.requirements.map(({ name, display, place }) => ({ name, text: display, place, kind })) : [];
}
