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
    ...commonOptions(settings),
    retry: { retries: 2 },
    throttle: { id: `wheelhouse-${made}`, onRateLimit: onLimit, onSecondaryRateLimit: onLimit },
  };
  const client = getOctokit(settings.token, options, retry, throttling);
  client.hook.before("request", (request) => {
    if (request.method !== "GET") request.request.retries = 0;
  });
  return abortable(client, settings.signal);
}

/**
 * The login under which the token writes. Asked by GraphQL, since `GET /user` is closed to a job's token, and past the
 * throttling, which would take the question for a write and make the edit after it wait. Without an answer it is the
 * bot of the job's own token.
 */
export async function askOwnLogin(settings: ClientSettings): Promise<string> {
  try {
    const client = abortable(getOctokit(settings.token, commonOptions(settings)), settings.signal);
    const { viewer } = await client.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    return viewer.login;
  } catch {
    return "github-actions[bot]";
  }
}

function commonOptions({ apiUrl, debug }: ClientSettings) {
  return { baseUrl: apiUrl, log: { debug, info: debug, warn: debug, error: debug } };
}

/** By a hook, not by an option: an option `request` would replace the proxy that @actions/github sets up. */
function abortable(client: GitHubClient, signal: AbortSignal): GitHubClient {
  client.hook.before("request", (request) => {
    request.request = { ...request.request, signal };
  });
  return client;
}
