import type { LocatedRequirement } from "../../core/findings/facts.ts";
import { normalizePath } from "../../core/inputs/include-path.ts";
import { parseRequirementsFile } from "../../core/inputs/requirements-file.ts";
import type { NamedLine } from "../../core/log/facts/askers.ts";
import type { ExplainPorts } from "./ports.ts";

const FILE_LIMIT = 16 * 1024 * 1024;
const FILES_LIMIT = 50;

/**
 * The user's lines that the log names, read from the files themselves. A file counts only when every line that the log names
 * in it asks for the same package as the log says: it may be another file by now. It is looked for in the working folder, then
 * beside the log.
 *
 * @param log path of the log as the user gave it
 */
export async function locateRequirements(
  lines: readonly NamedLine[],
  log: string,
  folder: string,
  ports: ExplainPorts,
): Promise<readonly LocatedRequirement[]> {
  const byFile = new Map<string, NamedLine[]>();
  for (const line of lines) {
    byFile.set(line.file, [...(byFile.get(line.file) ?? []), line]);
  }
  const beside = log.slice(0, log.lastIndexOf("/") + 1);
  const found: LocatedRequirement[] = [];
  for (const [file, named] of [...byFile].slice(0, FILES_LIMIT)) {
    for (const path of new Set([normalizePath(file), normalizePath(beside + file)])) {
      const read = isInside(path) ? await readLines(path, named, folder, ports) : [];
      found.push(...read);
      if (read.length > 0) break;
    }
  }
  return found;
}

/** What lies outside of the folder is of another machine, or nobody's business. */
function isInside(path: string): boolean {
  return !path.startsWith("/") && !path.startsWith("..") && !path.includes("\\");
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
