/**
 * What is wrong with the name of a member, or null: it must be a relative path with "/" that means the same on every
 * system, without empty, "." and ".." segments.
 */
export function findZipNameProblem(name: string): string | null {
  const path = name.replace(/\/$/, "");
  if (path === "" || path.startsWith("/")) return "its path is empty or absolute";
  if (/^[A-Za-z]:/.test(path)) return "its path begins with a drive";
  if (path.includes("\\")) return "its path has a backslash";
  if (/\p{Cc}/u.test(path)) return "its path has a control character";
  const segments = path.split("/");
  if (segments.includes("..")) return 'its path leads out by ".."';
  if (segments.includes(".") || segments.includes("")) return "its path has an empty segment";
  return null;
}
