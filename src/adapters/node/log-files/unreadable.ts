import { WheelhouseError } from "../../../core/error.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "not permitted",
  ENOTDIR: "a part of the path is not a folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its symbolic links lead in a circle",
};

/** The error for a log that cannot be read; one that is a WheelhouseError already stays as it is. */
export function unreadable(path: string, error: unknown): WheelhouseError {
  if (error instanceof WheelhouseError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const reason = REASONS[code ?? ""] ?? (error instanceof Error ? error.message : String(error));
  return new WheelhouseError("unreadable-file", `${path} cannot be read: ${reason}.`, {
    hint: "Check the path and its permissions.",
    cause: error,
  });
}

export function refuse(path: string, reason: string, hint: string): never {
  throw new WheelhouseError("unreadable-file", `${path} cannot be read: ${reason}.`, { hint });
}
