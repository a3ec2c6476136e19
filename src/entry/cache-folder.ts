import { homedir } from "node:os";
import { join } from "node:path";

/** Where the caches of the command line live. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  if (environment.WHEELHOUSE_CACHE_DIR) return environment.WHEELHOUSE_CACHE_DIR;
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "wheelhouse");
}
