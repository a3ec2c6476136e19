import type { WheelhouseError } from "../../core/error.ts";
import { findOutputPathError, type OutputPathFacts } from "../../core/store/output-path.ts";
import type { Files } from "../../ports/files.ts";

/** Why the output folder may not be written, if so. */
export async function outputErrors(
  options: { readonly output: string; readonly workingDirectory: string },
  { files, host }: { readonly files: Files; readonly host: { readonly home: string | null } },
): Promise<readonly WheelhouseError[]> {
  const output = files.resolve(options.workingDirectory, options.output);
  const existing: OutputPathFacts["existing"][number][] = [];
  for (let path = output; path !== "" && (path === output || path.startsWith(`${options.workingDirectory}/`)); ) {
    const stat = await files.stat(path).catch(() => null);
    if (stat !== null) existing.push({ path, kind: stat.kind });
    path = path.slice(0, path.lastIndexOf("/"));
  }
  const error = findOutputPathError({
    written: options.output,
    resolved: output,
    workingDirectory: options.workingDirectory,
    home: host.home,
    existing,
  });
  return error === null ? [] : [error];
}
