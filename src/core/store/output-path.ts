import { WheelhouseError } from "../error.ts";

/** What the caller has looked up about the folder that somebody wants to have written. All paths absolute, with "/". */
export interface OutputPathFacts {
  /** As the user wrote it. */
  readonly written: string;
  /** `written` seen from `workingDirectory`, without "." and ".."; symbolic links stay. */
  readonly resolved: string;
  readonly workingDirectory: string;
  /** Null when there is none. */
  readonly home: string | null;
  /**
   * What stands at `resolved` and at each folder above it that lies inside of the working directory (outside of it only
   * `resolved` itself): the path and its kind, links not followed. What does not exist is left out.
   */
  readonly existing: readonly { readonly path: string; readonly kind: "file" | "folder" | "symlink" | "other" }[];
}

/**
 * Whether Wheelhouse may write into a folder: an error (`refused-path`) that names path and reason, or null. Refused are
 * the root, the home folder, the working directory, folders that hold one of these, `.git`, a relative path that leads out
 * of the working directory, "~" (nobody expands it here), symbolic links and what is no folder.
 */
export function findOutputPathError(facts: OutputPathFacts): WheelhouseError | null {
  const reason = findReason(facts);
  if (reason === null) return null;
  return new WheelhouseError(
    "refused-path",
    `The output folder ${JSON.stringify(facts.written)} is refused: ${reason}.`,
    {
      hint: "Choose a folder of its own inside of the working directory, such as .wheelhouse, with --output (input: output).",
    },
  );
}

function findReason(facts: OutputPathFacts): string | null {
  const { written, resolved, workingDirectory, home } = facts;
  if (written.trim() === "") return "it is empty";
  if (/[\0\r\n]/.test(written)) return "it has a line end or a NUL in it";
  if (/^~/.test(written)) return '"~" is not expanded here';
  if (/^(?:[A-Za-z]:)?\/+$/.test(resolved)) return "it is the root of the file system";
  if (resolved === workingDirectory) return "it is the working directory itself";
  if (resolved === home) return "it is the home folder";
  if (isInside(workingDirectory, resolved)) return "it holds the working directory";
  if (home !== null && isInside(home, resolved)) return "it holds the home folder";
  if (resolved.split("/").some((part) => part.toLowerCase() === ".git")) return "it lies in .git";
  if (!isAbsolute(written) && !isInside(resolved, workingDirectory)) return "it leads out of the working directory";
  return findKindReason(facts);
}

function findKindReason(facts: OutputPathFacts): string | null {
  const link = facts.existing.find((entry) => entry.kind === "symlink");
  if (link !== undefined) return `${JSON.stringify(link.path)} is a symbolic link`;
  const other = facts.existing.find((entry) => entry.kind !== "folder");
  return other === undefined ? null : `${JSON.stringify(other.path)} is no folder`;
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]/.test(path);
}
