import { MARKER_VARIABLES, type MarkerVariable } from "../../pep/marker.ts";
import { normalizeName } from "../../pep/name.ts";
import { type Parsed, parsed, problemAt, unparsed } from "../../problem.ts";
import { type Fields, fields, flag, list, text } from "../json-fields.ts";

/** What `pip install --report` says (format version 1, pip ≥ 23.0; version 0 of pip 22.2 – 22.3 has the same fields). */
export interface PipReport {
  readonly pipVersion: string | null;
  /** In pip's order. Requirements that the environment already satisfies are not in it. */
  readonly packages: readonly PipPackage[];
  /** PEP 508 markers of the interpreter that ran pip. */
  readonly environment: Readonly<Partial<Record<MarkerVariable, string>>>;
}

export interface PipPackage {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** As in its metadata. */
  readonly displayName: string;
  readonly version: string;
  /** Of the file; a sdist here means that it has to be built. May carry credentials: never show it. */
  readonly url: string;
  /** Lower-case hex; null for folders and repositories, or when pip took a wheel that it had built before. */
  readonly sha256: string | null;
  /** From an address, a path or a repository instead of an index. */
  readonly isDirect: boolean;
  readonly isYanked: boolean;
  /** Named by the user. */
  readonly requested: boolean;
  readonly requestedExtras: readonly string[];
  /** PEP 508 texts, markers included. */
  readonly requiresDist: readonly string[];
  readonly requiresPython: string | null;
  readonly vcs: { readonly vcs: string; readonly commit: string; readonly requestedRevision: string | null } | null;
  readonly directory: { readonly editable: boolean } | null;
}

/** A resolution of more packages than this is not one. */
const PACKAGE_LIMIT = 20_000;

/**
 * Reads a report that has gone through `JSON.parse`. Metadata in it comes from the packages: it is foreign text.
 * Unknown fields are ignored; every package that lacks name, version or address is a problem.
 */
export function parsePipReport(value: unknown): Parsed<PipReport> {
  const report = fields(value);
  if (report === null) return broken("the report is no JSON object");
  const install = list(report, "install");
  if (install === null) return broken(`the report has no list "install"`);
  if (install.length > PACKAGE_LIMIT)
    return broken(`the report lists ${install.length} packages, more than ${PACKAGE_LIMIT}`);
  const packages: PipPackage[] = [];
  for (const [index, entry] of install.entries()) {
    const found = readPackage(entry);
    if (found === null) return broken(`install[${index}] lacks a name, a version or an address`);
    packages.push(found);
  }
  return parsed({ pipVersion: text(report, "pip_version"), packages, environment: readEnvironment(report) });
}

function readPackage(value: unknown): PipPackage | null {
  const entry = fields(value);
  const metadata = entry && fields(entry.metadata);
  const download = entry && fields(entry.download_info);
  if (entry === null || metadata === null || download === null) return null;
  const displayName = text(metadata, "name");
  const version = text(metadata, "version");
  const url = text(download, "url");
  if (displayName === null || version === null || url === null) return null;
  return {
    name: normalizeName(displayName),
    displayName,
    version,
    url,
    sha256: readSha256(fields(download.archive_info)),
    isDirect: flag(entry, "is_direct"),
    isYanked: flag(entry, "is_yanked"),
    requested: flag(entry, "requested"),
    requestedExtras: texts(entry, "requested_extras"),
    requiresDist: texts(metadata, "requires_dist"),
    requiresPython: text(metadata, "requires_python"),
    vcs: readVcs(fields(download.vcs_info)),
    directory: readDirectory(fields(download.dir_info)),
  };
}

const SHA256 = /^[0-9a-f]{64}$/;

/** `hashes` since pip 22.2.2; before, and beside it, `hash: "sha256=…"`. */
function readSha256(archive: Fields | null): string | null {
  if (archive === null) return null;
  const hashes = fields(archive.hashes);
  const stated = (hashes && text(hashes, "sha256")) ?? text(archive, "hash")?.replace(/^sha256=/, "") ?? null;
  const lower = stated?.toLowerCase() ?? "";
  return SHA256.test(lower) ? lower : null;
}

function readVcs(info: Fields | null): PipPackage["vcs"] {
  const vcs = info && text(info, "vcs");
  const commit = info && text(info, "commit_id");
  if (info === null || !vcs || !commit) return null;
  return { vcs, commit, requestedRevision: text(info, "requested_revision") };
}

function readDirectory(info: Fields | null): PipPackage["directory"] {
  return info === null ? null : { editable: flag(info, "editable") };
}

function readEnvironment(report: Fields): PipReport["environment"] {
  const environment = fields(report.environment);
  const known: Partial<Record<MarkerVariable, string>> = {};
  for (const name of MARKER_VARIABLES) {
    const value = environment && text(environment, name);
    if (value !== null) known[name] = value;
  }
  return known;
}

function texts(from: Fields, name: string): readonly string[] {
  return (list(from, name) ?? []).filter((entry) => typeof entry === "string");
}

function broken(message: string): Parsed<never> {
  return unparsed(
    problemAt("", 0, "invalid-pip-report", message, "the JSON that `pip install --report` writes (pip 22.2 or newer)"),
  );
}
