/** The indexes as the user configured them, with credentials. They go into the gateway and never come out of it. */
export interface IndexSettings {
  /** First is the main index, the rest are extra indexes, in the order given. */
  readonly indexUrls: readonly string[];
  /** Pages and `file:`/`https:` URLs of `--find-links`; local folders are not passed through the gateway. */
  readonly findLinksUrls: readonly string[];
  /** Hosts for which certificate errors are ignored (pip's `--trusted-host`). */
  readonly trustedHosts: readonly string[];
  /** PEM file (pip's `--cert`), or null for the system's certificates. */
  readonly certificateFile: string | null;
  /** pip's `--proxy`, or null: taken from the environment by the adapter. */
  readonly proxy: string | null;
  /** A netrc file to use in place of `$NETRC` or `~/.netrc`; null: none at all. */
  readonly netrcFile?: string | null;
  /** Whether the command `keyring` is asked for what nothing else tells (pip's `--keyring-provider subprocess`). */
  readonly keyring?: boolean;
  /** Names of indexes by their URLs, as uv's files give them: `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD` are theirs. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A wheel on disk that may stand in for a file of the index, or be listed beside the sdist that it was built from. */
export interface HeldWheel {
  readonly filename: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Normalised project name. */
  readonly project: string;
  /** Digest of the sdist that it was built from; null when it came from the index as it is. */
  readonly sdistSha256: string | null;
}

export interface GatewayRequest {
  readonly settings: IndexSettings;
  readonly held: readonly HeldWheel[];
  /** Files that pass through are kept here, each as `<sha256>/<filename>`. */
  readonly storageFolder: string;
  readonly bindAddress: string;
  readonly hostAddress: string;
  readonly signal: AbortSignal;
}

/** A file of a real index. URLs carry no credentials. */
export interface IndexFile {
  readonly filename: string;
  /** Normalised project name. */
  readonly project: string;
  readonly url: string;
  /** As the index states it; null when it states none. */
  readonly sha256: string | null;
  readonly yanked: boolean;
  /** Set when this is one of our own built wheels, listed beside its sdist. */
  readonly held: HeldWheel | null;
}

export interface TakenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Seconds that the download took; null when it came from disk. */
  readonly seconds: number | null;
  /** Where it came from: `held` costs nothing. */
  readonly source: "held" | "index";
}

/** Requests that went to the real indexes, and the bytes of their answers as they came over the wire. */
export interface GatewayTally {
  readonly pages: number;
  readonly metadata: number;
  readonly files: number;
  readonly bytes: number;
}

/** A problem between the gateway and a real index, e.g. "503 from index.example". No credentials, no query. */
export interface GatewayTrouble {
  readonly kind: "unreachable" | "status" | "unauthorised" | "not-an-index" | "hash-mismatch" | "too-large";
  readonly message: string;
  readonly project: string | null;
}

/** The loopback index: it stands before each configured index, so that pip sees only addresses of this machine. */
export interface IndexGateway {
  open(request: GatewayRequest): Promise<GatewaySession>;
}

export interface GatewaySession {
  /** What pip is given instead of `settings.indexUrls` and `findLinksUrls`, in the same order. */
  readonly indexUrls: readonly string[];
  readonly findLinksUrls: readonly string[];
  /** The address to give pip for another index or page named inside a requirements file. */
  standIn(kind: "index" | "find-links", url: string): string;
  /** The real file behind an address that pip reported; null when it is none of ours. */
  identify(url: string): IndexFile | null;
  /**
   * The whole file on this machine, checked against the index's digest; downloads it unless it has passed through already.
   * Rejects with WheelhouseError `index-unreachable`, `hash-mismatch`, `disk-full`, `not-writable` or `cancelled`.
   */
  take(url: string): Promise<TakenFile>;
  /** The same for a file outside of the indexes (a direct URL in a requirement), checked against `sha256` when given. */
  takeDirect(url: string, sha256: string | null): Promise<TakenFile>;
  tally(): GatewayTally;
  troubles(): readonly GatewayTrouble[];
  /**
   * Makes a text fit to be shown (pip's logs, error messages): addresses of the gateway become those they stand for, and
   * every credential that it knows of becomes `****`.
   */
  redact(text: string): string;
  close(): Promise<void>;
}
