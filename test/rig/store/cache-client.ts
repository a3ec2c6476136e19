import type { ActionsService } from "../actions-service/index.ts";

/** The door through which the product's worker thread comes in. */
export const CACHE_CLIENT = new URL("../../../src/entry/cache-client.ts", import.meta.url);

/** What an action's environment holds for the cache, and nothing of this machine but the locale of Node. */
export function environmentFor(service: ActionsService, token?: string): Record<string, string> {
  return { ...service.environment(token), GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "octo/repo" };
}
