import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { WheelhouseError } from "../../core/error.ts";
import { type Netrc, parseNetrc } from "../../core/index/netrc.ts";
import { VERSION } from "../../core/version.ts";
import type { GatewayRequest, GatewaySession, IndexGateway, IndexSettings } from "../../ports/index-gateway.ts";
import { type AddressBook, makeAddressBook } from "./gateway/address-book.ts";
import { type Agents, makeAgents } from "./gateway/agents.ts";
import { type HostRules, makeHostRules } from "./gateway/allowed-hosts.ts";
import { makeHeldWheels } from "./gateway/held-wheels.ts";
import { type KnownCredentials, makeKnownCredentials } from "./gateway/known-credentials.ts";
import { makePages } from "./gateway/pages.ts";
import { chooseProxy } from "./gateway/proxy-choice.ts";
import { type ServedParts, startServer } from "./gateway/server.ts";
import { makeSession } from "./gateway/session.ts";
import { makeTally, type Tally } from "./gateway/tally.ts";
import { makeTransfers } from "./gateway/transfers.ts";
import { makeTroubleLog, type TroubleLog, type UpstreamError } from "./gateway/trouble.ts";
import { makeUpstream, type UpstreamLimits } from "./gateway/upstream.ts";

export interface GatewayOptions {
  /** Where proxies and netrc are looked for; `process.env` by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<UpstreamLimits>;
}

const LIMITS: UpstreamLimits = { retries: 2, retrySeconds: 20, idleSeconds: 60 };

/** The port over node:http. See `ports/index-gateway.ts` for what each call promises. */
export const nodeGateway: IndexGateway = makeGateway();

export function makeGateway(options: GatewayOptions = {}): IndexGateway {
  return { open: (request) => openGateway(request, options) };
}

async function openGateway(request: GatewayRequest, options: GatewayOptions): Promise<GatewaySession> {
  const { settings, signal } = request;
  if (signal.aborted) throw new WheelhouseError("cancelled", "The run was cancelled.", { hint: null });
  const environment = options.environment ?? process.env;
  const certificates = await readCertificates(settings.certificateFile);
  const credentials = makeKnownCredentials(await readNetrc(settings, environment));
  if (settings.proxy !== null && URL.canParse(settings.proxy)) credentials.learnFile(new URL(settings.proxy));

  let parts: ServedParts | null = null;
  const server = await listen(request.bindAddress, () => {
    if (parts === null) throw new Error("asked before it was ready");
    return parts;
  });
  const host = request.hostAddress.includes(":") ? `[${request.hostAddress}]` : request.hostAddress;
  const book = makeAddressBook(`http://${host}:${server.port}/${randomBytes(16).toString("hex")}`);
  const rules = makeHostRules(() => book.standIns().map((standIn) => standIn.url), settings.trustedHosts);
  const proxyFor = (url: URL): URL | null => chooseProxy(url, settings.proxy, environment);
  const agents = makeAgents({ certificates, isTrusted: rules.isTrusted, proxyFor });
  const stopped = new AbortController();
  const served = serve(request, {
    book,
    rules,
    agents,
    credentials,
    limits: { ...LIMITS, ...options.limits },
    stopped,
  });
  parts = served;

  const close = async (): Promise<void> => {
    signal.removeEventListener("abort", abort);
    stopped.abort();
    await server.close();
    agents.close();
  };
  const abort = (): void => void close();
  signal.addEventListener("abort", abort);
  return makeSession({ ...served, rules, credentials, signal: stopped.signal, close }, settings);
}

interface Connected {
  readonly book: AddressBook;
  readonly rules: HostRules;
  readonly agents: Agents;
  readonly credentials: KnownCredentials;
  readonly limits: UpstreamLimits;
  readonly stopped: AbortController;
}

/** What answers requests, on both sides of the same tally and the same list of troubles. */
function serve(
  request: GatewayRequest,
  { book, rules, agents, credentials, limits, stopped }: Connected,
): ServedParts & { tally: Tally; troubles: TroubleLog } {
  const userAgent = `wheelhouse/${VERSION}`;
  const upstream = makeUpstream({ agents, rules, credentials, limits, userAgent, signal: stopped.signal });
  const [held, tally, troubles] = [makeHeldWheels(request.held), makeTally(), makeTroubleLog()];
  const onTrouble = (error: UpstreamError, project: string | null): void => {
    if (!stopped.signal.aborted) troubles.add(error, project);
  };
  const transfers = makeTransfers({ upstream, held, tally, storageFolder: request.storageFolder });
  const pages = makePages({ upstream, rules, credentials, book, held, tally, onTrouble });
  return { book, pages, transfers, onTrouble, tally, troubles };
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

async function readCertificates(path: string | null): Promise<string | null> {
  if (path === null) return null;
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const hint = "Name a PEM file with pip's --cert, PIP_CERT, SSL_CERT_FILE or REQUESTS_CA_BUNDLE.";
    throw new WheelhouseError("unreadable-file", `Cannot read the certificates in ${path}.`, { hint, cause: error });
  }
}

/** No netrc, or one that cannot be read, is like an empty one, as in pip. */
async function readNetrc(
  settings: IndexSettings,
  environment: NonNullable<GatewayOptions["environment"]>,
): Promise<Netrc> {
  const usual = environment.NETRC ?? join(environment.HOME ?? homedir(), ".netrc");
  const path = settings.netrcFile === undefined ? usual : settings.netrcFile;
  if (path === null) return new Map();
  try {
    return parseNetrc(await readFile(path, "utf8"));
  } catch {
    return new Map();
  }
}
