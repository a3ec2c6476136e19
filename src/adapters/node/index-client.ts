import { WheelhouseError } from "../../core/error.ts";
import type { IndexClient, IndexClientRequest, IndexClientSession } from "../../ports/index-client.ts";
import { connect, type Environment } from "./index/connect.ts";
import type { UpstreamLimits } from "./index/upstream.ts";
import { makePageReader } from "./index-client/page-reader.ts";
import { makeClientSession } from "./index-client/session.ts";

export interface IndexClientOptions {
  /** Where proxies, netrc and credentials are looked for; `process.env` by default. */
  readonly environment?: Environment;
  readonly limits?: Partial<UpstreamLimits>;
}

/** A person waits for a check, so it gives up sooner than a build does. */
const LIMITS: UpstreamLimits = { retries: 2, retrySeconds: 20, idleSeconds: 15, bodySeconds: 60 };

/** The port over node:http. See `ports/index-client.ts` for what each call promises. */
export const nodeIndexClient: IndexClient = makeIndexClient();

export function makeIndexClient(options: IndexClientOptions = {}): IndexClient {
  return { open: (request) => openClient(request, options) };
}

async function openClient(request: IndexClientRequest, options: IndexClientOptions): Promise<IndexClientSession> {
  const { settings, signal } = request;
  if (signal.aborted) throw new WheelhouseError("cancelled", "The run was cancelled.", { hint: null });
  const indexUrls = [...settings.indexUrls, ...settings.findLinksUrls].map((url) => new URL(url));
  const connected = await connect(settings, () => indexUrls, { ...options, limits: { ...LIMITS, ...options.limits } });
  const close = (): Promise<void> => {
    signal.removeEventListener("abort", connected.stop);
    connected.stop();
    return Promise.resolve();
  };
  signal.addEventListener("abort", connected.stop);
  const admit = (url: URL): void => void indexUrls.push(url);
  return makeClientSession({ connected, pages: makePageReader(connected), admit, close }, settings);
}
