import { realpath, stat } from "node:fs/promises";
import { WheelhouseError } from "../../core/error.ts";

/** A file or folder of this machine that a container sees, at the same absolute path. */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** Folders that belong to the image, or that hold the Docker socket: mounting over them would break it, or open it. */
const IMAGE_FOLDERS = new Set([
  ...["/", "/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/opt", "/opt/python", "/sbin", "/tmp"],
  ...["/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/var", "/var/lib"],
]);

const IMAGE_TREES = ["/dev", "/proc", "/run", "/sys", "/var/lib/docker", "/var/run"];

/**
 * What a lane shows: the project read-only, the work folder on top of it, and each of `files` that exists. Rejects with
 * `refused-path` when a folder cannot be shown at its own path.
 */
export async function laneMounts(folders: {
  readonly workFolder: string;
  readonly projectFolder: string;
  readonly files: readonly string[];
}): Promise<readonly Mount[]> {
  const { workFolder, projectFolder } = folders;
  requireOwnFolder(workFolder, "work folder");
  requireOwnFolder(projectFolder, "project folder");
  const mounts: Mount[] = [{ source: projectFolder, target: projectFolder, readOnly: true }];
  for (const path of folders.files) {
    const source = await findFile(path);
    if (source !== null) mounts.push({ source, target: path, readOnly: true });
  }
  return workFolder === projectFolder
    ? [{ source: workFolder, target: workFolder, readOnly: false }, ...mounts.slice(1)]
    : [...mounts, { source: workFolder, target: workFolder, readOnly: false }];
}

/** `--mount` takes a line of CSV: a field with a comma, a quote or a line break stands in quotes. */
export function mountArguments(mounts: readonly Mount[]): readonly string[] {
  return mounts.flatMap(({ source, target, readOnly }) => {
    const fields = ["type=bind", `source=${source}`, `target=${target}`, ...(readOnly ? ["readonly"] : [])];
    return ["--mount", fields.map(csvField).join(",")];
  });
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function requireOwnFolder(path: string, what: string): void {
  if (!belongsToImage(path)) return;
  throw new WheelhouseError(
    "refused-path",
    `The ${what} ${path} cannot be shown to a container: it would hide the image's own.`,
    {
      hint: "Run from a folder that holds the project and nothing else.",
    },
  );
}

function belongsToImage(path: string): boolean {
  return IMAGE_FOLDERS.has(path) || IMAGE_TREES.some((tree) => path === tree || path.startsWith(`${tree}/`));
}

/** The real path of a regular file or folder; null when there is none, or when it is a socket, a device or the image's own. */
async function findFile(path: string): Promise<string | null> {
  if (belongsToImage(path)) return null;
  try {
    const source = await realpath(path);
    const found = await stat(source);
    return found.isFile() || found.isDirectory() ? source : null;
  } catch {
    return null;
  }
}
