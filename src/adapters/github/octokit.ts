import { getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";

export type GitHubClient = ReturnType<typeof getOctokit>;

export interface ClientSettings {
  readonly token: string;
  readonly apiUrl: string;
  readonly signal: AbortSignal;
  /** Asked when a rate limit says how long to wait: false gives up. */
  readonly mayWait: (seconds: number) => boolean;
  readonly debug: (text: string) => void;
}

let made = 0;

/**
 * The official client with its retry and throttling plugins: reads are tried three times, writes once (a write whose
 * answer was lost may have happened), a rate limit is waited for when `mayWait` allows. This module is the only door to
 * Octokit, and is loaded when a comment is to be written.
 */
export function makeGitHubClient(settings: ClientSettings): GitHubClient {
  made += 1;
  const onLimit = (seconds: number, _request: unknown, _client: unknown, count: number) =>
    count === 0 && settings.mayWait(seconds);
  const options = {
    baseUrl: settings.apiUrl,
    log: { debug: settings.debug, info: settings.debug, warn: settings.debug, error: settings.debug },
    retry: { retries: 2 },
    throttle: { id: `wheelhouse-${made}`, onRateLimit: onLimit, onSecondaryRateLimit: onLimit },
  };
  const client = getOctokit(settings.token, options, retry, throttling);
  // Not among the options above: given there, it would replace the proxy that @actions/github sets up.
  client.hook.before("request", (request) => {
    request.request = { ...request.request, signal: settings.signal };
    if (request.method !== "GET") request.request.retries = 0;
  });
  return client;
}
