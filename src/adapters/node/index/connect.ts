import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { WheelhouseError } from "../../../core/error.ts";
import { type Netrc, parseNetrc } from "../../../core/index/netrc.ts";
import { VERSION } from "../../../core/version.ts";
import type { IndexSettings } from "../../../ports/index-gateway.ts";
import { makeAgents } from "./agents.ts";
import { type HostRules, makeHostRules } from "./allowed-hosts.ts";
import { CONNECTIONS, makeGate } from "./gate.ts";
import { askKeyring } from "./keyring.ts";
import { type KnownCredentials, makeKnownCredentials } from "./known-credentials.ts";
import { makeNamedCredentials } from "./named-credentials.ts";
import { chooseProxy } from "./proxy-choice.ts";
import { makeTally, type Tally } from "./tally.ts";
import { makeTroubleLog, type TroubleLog, type UpstreamError } from "./trouble.ts";
import { makeUpstream, type Upstream, type UpstreamLimits } from "./upstream.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConnectOptions {
  /** Where proxies and netrc are looked for; `process.env` by default. */
  readonly environment?: Environment;
  readonly limits: UpstreamLimits;
}

/** What is needed to speak to real indexes, for one session. */
export interface Connected {
  readonly upstream: Upstream;
  /** Over the same connections, for whom nobody waits long: an index that may only add a remark. */
  readonly hasty: Upstream;
  readonly rules: HostRules;
  readonly credentials: KnownCredentials;
  readonly tally: Tally;
  readonly troubles: TroubleLog;
  /** Keeps a trouble, unless it comes from the session's own end. */
  readonly onTrouble: (error: UpstreamError, project: string | null) => void;
  /** Aborted by `stop`. */
  readonly signal: AbortSignal;
  /** Breaks off what runs and closes all connections. */
  stop(): void;
}

/**
 * Reads certificates and netrc and makes the client side of a session.
 * @param indexUrls the indexes that the user named, asked each time since requirements files may add some
 * @throws WheelhouseError `unreadable-file` when the certificates cannot be read
 */
export async function connect(
  settings: IndexSettings,
  indexUrls: () => readonly URL[],
  options: ConnectOptions,
): Promise<Connected> {
  const environment = options.environment ?? process.env;
  const certificates = await readCertificates(settings.certificateFile);
  const credentials = makeKnownCredentials({
    netrc: await readNetrc(settings, environment),
    named: makeNamedCredentials(settings.names ?? {}, environment),
    keyring: settings.keyring === true ? (service, user) => askKeyring(service, user, environment) : null,
  });
  if (settings.proxy !== null && URL.canParse(settings.proxy)) credentials.learnFile(new URL(settings.proxy));
  const rules = makeHostRules(indexUrls, settings.trustedHosts);
  const proxyFor = (url: URL): URL | null => chooseProxy(url, settings.proxy, environment);
  const agents = makeAgents({ certificates, isTrusted: rules.isTrusted, proxyFor });
  const stopped = new AbortController();
  const { signal } = stopped;
  const userAgent = `wheelhouse/${VERSION}`;
  const [tally, troubles] = [makeTally(), makeTroubleLog()];
  const { limits } = options;
  const shared = { agents, rules, credentials, tally, userAgent, signal, gate: makeGate(CONNECTIONS) };
  return {
    upstream: makeUpstream({ ...shared, limits }),
    hasty: makeUpstream({ ...shared, limits: hastened(limits) }),
    rules,
    credentials,
    tally,
    troubles,
    onTrouble: (error, project) => {
      if (!signal.aborted) troubles.add(error, project);
    },
    signal,
    stop: () => {
      stopped.abort();
      agents.close();
    },
  };
}

/** One attempt, and no server that hangs or drips costs more than a few seconds. */
function hastened(limits: UpstreamLimits): UpstreamLimits {
  return {
    ...limits,
    retries: 0,
    idleSeconds: Math.min(limits.idleSeconds, HASTY_SECONDS),
    bodySeconds: Math.min(limits.bodySeconds, 2 * HASTY_SECONDS),
  };
}

const HASTY_SECONDS = 3;

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
async function readNetrc(settings: IndexSettings, environment: Environment): Promise<Netrc> {
  const usual = environment.NETRC ?? join(environment.HOME ?? homedir(), ".netrc");
  const path = settings.netrcFile === undefined ? usual : settings.netrcFile;
  if (path === null) return new Map();
  try {
    return parseNetrc(await readFile(path, "utf8"));
  } catch {
    return new Map();
  }
}
