import { getuid } from "node:process";

/**
 * What to put before a command so that `script` runs first in a mount namespace of its own, with the command as `"$@"`.
 * Nothing that it mounts is seen outside. Ordinary users become root of a user namespace.
 */
export function inMountNamespace(script: string): readonly string[] {
  const unshare = getuid?.() === 0 ? ["unshare", "--mount"] : ["unshare", "--mount", "--map-root-user"];
  return [...unshare, "--propagation", "private", "sh", "-c", script, "sh"];
}
