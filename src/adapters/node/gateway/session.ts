import { WheelhouseError } from "../../../core/error.ts";
import { distributionName, filenameOfUrl, isDistribution } from "../../../core/index/distribution-name.ts";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { GatewaySession, TakenFile } from "../../../ports/index-gateway.ts";
import type { HostRules } from "../index/allowed-hosts.ts";
import type { KnownCredentials } from "../index/known-credentials.ts";
import { makeRedaction } from "../index/redaction.ts";
import type { Tally } from "../index/tally.ts";
import { connectionTrouble, type TroubleLog, UpstreamError } from "../index/trouble.ts";
import type { AddressBook, FileRecord, StandInKind } from "./address-book.ts";
import type { Transfers } from "./transfers.ts";

export interface SessionParts {
  readonly book: AddressBook;
  readonly rules: HostRules;
  readonly credentials: KnownCredentials;
  readonly transfers: Transfers;
  readonly tally: Tally;
  readonly troubles: TroubleLog;
  readonly signal: AbortSignal;
  readonly close: () => Promise<void>;
}

/** What the use cases hold of an open gateway. */
export function makeSession(
  parts: SessionParts,
  urls: { readonly indexUrls: readonly string[]; readonly findLinksUrls: readonly string[] },
): GatewaySession {
  const mask = makeRedaction(parts.credentials);
  // The gateway's own addresses become those they stand for, then every known secret is masked.
  const redact = (text: string): string => mask(parts.book.reveal(text));
  const standIn = (kind: StandInKind, url: string): string => makeStandIn(parts, kind, url);
  return {
    indexUrls: urls.indexUrls.map((url) => standIn("index", url)),
    findLinksUrls: urls.findLinksUrls.map((url) => standIn("find-links", url)),
    standIn,
    identify: (url) => {
      const file = findRecord(parts.book, url)?.file;
      // Some indexes have their token in the path of every file.
      return file === undefined ? null : { ...file, url: redact(file.url) };
    },
    take: async (url) => {
      const record = findRecord(parts.book, url);
      if (record === null) throw new Error("take() was given an address that is none of the gateway's");
      return await explained(parts, record.file.project, new URL(record.source.url), () =>
        parts.transfers.take(record),
      );
    },
    takeDirect: (url, sha256) => takeDirect(parts, url, sha256),
    tally: () => parts.tally.read(),
    troubles: parts.troubles.list,
    redact,
    close: parts.close,
  };
}

/** Only http and https go through the gateway. A link to one file gets a file's address: pip takes both for `--find-links`. */
function makeStandIn(parts: SessionParts, kind: StandInKind, text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  const filename = filenameOfUrl(url);
  if (kind === "find-links" && filename !== null && isDistribution(filename)) {
    parts.credentials.learnFile(url);
    const source = plainFile(url, filename, digestIn(url));
    const project = distributionName(filename) ?? "";
    return `${parts.book.addFile({ source, project, wheel: null, added: false }).address}${url.hash}`;
  }
  parts.credentials.learn(url);
  return parts.book.addStandIn(kind, url).address;
}

function findRecord(book: AddressBook, url: string): FileRecord | null {
  const place = book.find(url);
  return place?.kind === "file" && place.part === "whole" ? place.record : null;
}

async function takeDirect(parts: SessionParts, text: string, sha256: string | null): Promise<TakenFile> {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    const hint = "Use an http or https address, or give the file by its path.";
    throw new WheelhouseError("invalid-input", "The direct address is neither http nor https.", { hint });
  }
  const url = new URL(text);
  parts.credentials.learnFile(url);
  const refusal = parts.rules.insideRefusal(url);
  return await explained(parts, null, url, () => {
    if (refusal !== null) throw new UpstreamError("unreachable", `A direct requirement was not followed: ${refusal}`);
    const stated = sha256 === null ? digestIn(url) : { sha256: sha256.toLowerCase() };
    return parts.transfers.takeSource(plainFile(url, filenameOfUrl(url) ?? "file", stated));
  });
}

function digestIn(url: URL): Record<string, string> {
  const match = /(?:^#|&)(sha256|sha384|sha512|sha224|sha1|md5)=([0-9a-f]+)/i.exec(url.hash);
  return match?.[1] === undefined ? {} : { [match[1].toLowerCase()]: (match[2] ?? "").toLowerCase() };
}

function plainFile(url: URL, filename: string, hashes: Readonly<Record<string, string>>): ProjectFile {
  const address = new URL(url);
  address.hash = "";
  const unknown = { requiresPython: null, yanked: null, coreMetadata: null, bytes: null, uploadTime: null };
  return { filename, url: address.href, hashes, ...unknown };
}

/** Turns what went wrong with a file into an error for people, and keeps it as a trouble. */
async function explained(
  parts: SessionParts,
  project: string | null,
  url: URL,
  transfer: () => Promise<TakenFile>,
): Promise<TakenFile> {
  try {
    return await transfer();
  } catch (error) {
    if (parts.signal.aborted)
      throw new WheelhouseError("cancelled", "The download was cancelled.", { hint: null, cause: error });
    const diskTrouble = toDiskTrouble(error);
    if (diskTrouble !== null) throw diskTrouble;
    const trouble = connectionTrouble(error, url);
    parts.troubles.add(trouble, project);
    const code = trouble.kind === "hash-mismatch" ? "hash-mismatch" : "index-unreachable";
    throw new WheelhouseError(code, `${trouble.message}.`, { hint: hintFor(trouble), cause: error });
  }
}

function toDiskTrouble(error: unknown): WheelhouseError | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const detail = { hint: "Free some space, or choose another folder with --output.", cause: error };
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new WheelhouseError("disk-full", "The disk is full: a download could not be kept.", detail);
  }
  if (!/^(EROFS|EACCES|EPERM|EIO)$/.test(code)) return null;
  const hint = "Choose another folder with --output.";
  return new WheelhouseError("not-writable", `A download could not be kept (${code}).`, { hint, cause: error });
}

function hintFor(trouble: UpstreamError): string {
  if (trouble.kind === "hash-mismatch") return "Do not use this file. Ask whoever runs the index, or try again later.";
  if (trouble.kind === "unauthorised") return "Check the credentials of the index (index URL, or netrc).";
  return "Check the address, the network and the proxy, then run it again.";
}
