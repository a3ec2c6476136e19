import { decodeUri } from "../../../core/decode-uri.ts";
import { publicUrl } from "../../../core/index/credentials.ts";
import type { ProjectFile } from "../../../core/index/project-index.ts";
import type { HeldWheel, IndexFile } from "../../../ports/index-gateway.ts";

export type StandInKind = "index" | "find-links";

/** An index or a page of links, and the address under which pip sees it. */
export interface StandIn {
  readonly kind: StandInKind;
  readonly id: number;
  /** The real one, credentials and all. */
  readonly url: URL;
  readonly address: string;
}

/** A file and the address under which pip sees it. */
export interface FileRecord {
  readonly address: string;
  readonly source: ProjectFile;
  /** What may be told about it. */
  readonly file: IndexFile;
  /** The same bytes on this machine, already checked; null: it comes from the index. */
  readonly wheel: HeldWheel | null;
  /** Built here and listed beside its sdist: the index does not have it. */
  readonly added: boolean;
}

export interface NewFile {
  readonly source: ProjectFile;
  readonly project: string;
  readonly wheel: HeldWheel | null;
  readonly added: boolean;
}

export type Place =
  | { readonly kind: "page"; readonly standIn: StandIn; readonly project: string | null }
  | { readonly kind: "file"; readonly record: FileRecord; readonly part: "whole" | "metadata" };

export interface AddressBook {
  addStandIn(kind: StandInKind, url: URL): StandIn;
  addFile(file: NewFile): FileRecord;
  standIns(): readonly StandIn[];
  /** What an address or its path stands for, whatever host it names; null when it is none of ours. */
  find(address: string): Place | null;
  /** Puts real, public addresses in place of the gateway's own in a text. */
  reveal(text: string): string;
}

/** @param base `http://127.0.0.1:34567/<token>`: every address of a session begins with it */
export function makeAddressBook(base: string): AddressBook {
  const standIns: StandIn[] = [];
  const records: FileRecord[] = [];
  const byIdentity = new Map<string, FileRecord>();
  const prefix = `${new URL(base).pathname}/`;
  const find = (address: string): Place | null => {
    const path = URL.canParse(address, base) ? new URL(address, base).pathname : "";
    return path.startsWith(prefix) ? locate(path.slice(prefix.length), standIns, records) : null;
  };
  return {
    find,
    standIns: () => standIns,
    addStandIn: (kind, url) => {
      const existing = standIns.find((item) => item.kind === kind && item.url.href === url.href);
      if (existing !== undefined) return existing;
      const id = standIns.length;
      const standIn: StandIn = { kind, id, url, address: `${base}/${kind === "index" ? "i" : "l"}${id}/` };
      standIns.push(standIn);
      return standIn;
    },
    addFile: (file) => {
      const identity = JSON.stringify([file.source.url, file.source.filename, file.wheel?.path, file.source.hashes]);
      const existing = byIdentity.get(identity);
      if (existing !== undefined) return existing;
      const address = `${base}/f${records.length}/${encodeURIComponent(file.source.filename)}`;
      const record: FileRecord = { ...file, address, file: describe(file) };
      records.push(record);
      byIdentity.set(identity, record);
      return record;
    },
    reveal: (text) => text.replace(addressPattern(base), (address) => publicAddress(find(address)) ?? address),
  };
}

function describe({ source, project, wheel, added }: NewFile): IndexFile {
  return {
    filename: source.filename,
    project,
    url: publicUrl(source.url),
    sha256: source.hashes.sha256 ?? null,
    yanked: source.yanked !== null,
    held: added ? wheel : null,
  };
}

function locate(rest: string, standIns: readonly StandIn[], records: readonly FileRecord[]): Place | null {
  const page = /^([il])(\d+)\/(?:([A-Za-z0-9._-]+)\/?)?$/.exec(rest);
  if (page !== null) {
    const standIn = standIns[Number(page[2])];
    if (standIn === undefined || standIn.kind.charAt(0) !== page[1]?.replace("l", "f")) return null;
    return { kind: "page", standIn, project: page[3] ?? null };
  }
  const file = /^f(\d+)\/([^/]+)$/.exec(rest);
  const record = records[Number(file?.[1])];
  if (record === undefined) return null;
  // pip writes the `!` of an epoch as %21, which is another spelling of the same address.
  const asked = decodeUri(file?.[2] ?? "");
  const name = decodeUri(record.address.slice(record.address.lastIndexOf("/") + 1));
  if (asked === name) return { kind: "file", record, part: "whole" };
  return asked === `${name}.metadata` ? { kind: "file", record, part: "metadata" } : null;
}

function publicAddress(place: Place | null): string | null {
  if (place === null) return null;
  if (place.kind === "file") {
    const end = place.part === "metadata" ? ".metadata" : "";
    return place.record.added ? `${place.record.file.filename}${end}` : `${place.record.file.url}${end}`;
  }
  const url = publicUrl(place.standIn.url.href);
  return place.project === null ? url : `${url.replace(/\/?$/, "/")}${place.project}/`;
}

function addressPattern(base: string): RegExp {
  return new RegExp(`${base.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}/[\\w.%+~!/-]*`, "g");
}
