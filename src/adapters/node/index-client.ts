import { WheelhouseError } from "../../core/error.ts";
import type { IndexClient, IndexClientRequest, IndexClientSession } from "../../ports/index-client.ts";
import { keepHeapClose } from "./heap-growth.ts";
import { connect, type Environment } from "./index/connect.ts";
import { makeRedaction } from "./index/redaction.ts";
import type { UpstreamLimits } from "./index/upstream.ts";
import { makeDiskStore, NOTHING_KEPT } from "./index-client/disk-store.ts";
import { makeMetadataReader } from "./index-client/metadata-reader.ts";
import { makePageReader } from "./index-client/page-reader.ts";
import { readPlaces } from "./index-client/places.ts";
import { makeClientSession } from "./index-client/session.ts";

export interface IndexClientOptions {
  /** Where proxies, netrc and credentials are looked for; `process.env` by default. */
  readonly environment?: Environment;
  readonly limits?: Partial<UpstreamLimits>;
  /** What the cache folder may take. */
  readonly cacheBytes?: number;
}

const CACHE_BYTES = 512 * 1024 * 1024;

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
  keepHeapClose();
  const places = readPlaces(settings);
  const indexUrls: URL[] = [];
  const connected = await connect(settings, () => indexUrls, { ...options, limits: { ...LIMITS, ...options.limits } });
  const { cacheFolder } = request;
  const store = cacheFolder === null ? NOTHING_KEPT : makeDiskStore(cacheFolder, options.cacheBytes ?? CACHE_BYTES);
  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", connected.stop);
    connected.stop();
    await store.settle();
  };
  signal.addEventListener("abort", connected.stop);
  const admit = (url: URL): void => {
    if (indexUrls.some(({ href }) => href === url.href)) return;
    indexUrls.push(url);
    connected.credentials.learn(url);
  };
  for (const { url } of places) admit(url);
  const redact = makeRedaction(connected.credentials);
  const pages = makePageReader(connected, store, redact);
  const hastyPages = makePageReader({ ...connected, upstream: connected.hasty }, store, redact);
  const files = makeMetadataReader(connected, store);
  return makeClientSession({ connected, pages, hastyPages, files, redact, admit, close }, places);
}
