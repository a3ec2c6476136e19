import { randomBytes } from "node:crypto";
import { WheelhouseError } from "../../core/error.ts";
import type { GatewayRequest, GatewaySession, IndexGateway } from "../../ports/index-gateway.ts";
import { type AddressBook, makeAddressBook } from "./gateway/address-book.ts";
import { makeHeldWheels } from "./gateway/held-wheels.ts";
import { makePages } from "./gateway/pages.ts";
import { type ServedParts, startServer } from "./gateway/server.ts";
import { makeSession } from "./gateway/session.ts";
import { makeTransfers } from "./gateway/transfers.ts";
import { type Connected, connect, type Environment } from "./index/connect.ts";
import type { UpstreamLimits } from "./index/upstream.ts";

export interface GatewayOptions {
  /** Where proxies and netrc are looked for; `process.env` by default. */
  readonly environment?: Environment;
  readonly limits?: Partial<UpstreamLimits>;
}

const LIMITS: UpstreamLimits = { retries: 2, retrySeconds: 20, idleSeconds: 60, bodySeconds: 180 };

/** The port over node:http. See `ports/index-gateway.ts` for what each call promises. */
export const nodeGateway: IndexGateway = makeGateway();

export function makeGateway(options: GatewayOptions = {}): IndexGateway {
  return { open: (request) => openGateway(request, options) };
}

async function openGateway(request: GatewayRequest, options: GatewayOptions): Promise<GatewaySession> {
  const { settings, signal } = request;
  if (signal.aborted) throw new WheelhouseError("cancelled", "The run was cancelled.", { hint: null });
  let parts: ServedParts | null = null;
  let book: AddressBook | null = null;
  const indexUrls = (): readonly URL[] => book?.standIns().map((standIn) => standIn.url) ?? [];
  const connected = await connect(settings, indexUrls, { ...options, limits: { ...LIMITS, ...options.limits } });
  const server = await listen(request.bindAddress, () => {
    if (parts === null) throw new Error("asked before it was ready");
    return parts;
  });
  const host = request.hostAddress.includes(":") ? `[${request.hostAddress}]` : request.hostAddress;
  book = makeAddressBook(`http://${host}:${server.port}/${randomBytes(16).toString("hex")}`);
  const served = serve(request, connected, book);
  parts = served;

  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", abort);
    connected.stop();
    await server.close();
  };
  const abort = (): void => void close();
  signal.addEventListener("abort", abort);
  return makeSession({ ...connected, ...served, close }, settings);
}

/** What answers requests. */
function serve(request: GatewayRequest, connected: Connected, book: AddressBook): ServedParts {
  const held = makeHeldWheels(request.held);
  const transfers = makeTransfers({ connected, held, storageFolder: request.storageFolder });
  const pages = makePages({ connected, book, held });
  return { book, pages, transfers, onTrouble: connected.onTrouble };
}

async function listen(host: string, parts: () => ServedParts): ReturnType<typeof startServer> {
  try {
    return await startServer(host, parts);
  } catch (error) {
    const message = `Cannot listen on ${host}: ${error instanceof Error ? error.message : String(error)}`;
    const hint = "The gateway to the package index needs a free port of this address.";
    throw new WheelhouseError("index-unreachable", message, { hint, cause: error });
  }
}
