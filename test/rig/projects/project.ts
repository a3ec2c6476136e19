import { createHash } from "node:crypto";
import { type Members, tarGzOf, toBytes, zipOf } from "./archive.ts";

export interface TestFile {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly requiresPython: string | null;
  /** The reason, "" for none given; null: not yanked. */
  readonly yanked: string | null;
  /** METADATA of a wheel; null for an sdist. */
  readonly metadata: string | null;
  /** ISO 8601, as the index states it. */
  readonly uploadTime?: string;
}

export interface TestProject {
  readonly name: string;
  readonly files: readonly TestFile[];
}

export interface Release {
  readonly name: string;
  readonly version: string;
  readonly summary?: string;
  readonly requires?: readonly string[];
  readonly extras?: readonly string[];
  readonly requiresPython?: string;
  readonly yanked?: string;
  /** ISO 8601. */
  readonly uploadTime?: string;
  /** Name and version as the metadata has them, parted by `/`; empty: none. Absent: those above. */
  readonly says?: string;
}

/**
 * A wheel with METADATA, WHEEL and a correct RECORD.
 * @param tags compressed tag sets, e.g. `py3-none-any`, `cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64`
 */
export function makeWheel(release: Release, tags: string, content: Members): TestFile {
  const stem = `${release.name.replaceAll("-", "_")}-${release.version}`;
  const metadata = coreMetadata(release);
  const members: Record<string, Uint8Array> = {};
  for (const [path, text] of Object.entries(content)) members[path] = toBytes(text);
  members[`${stem}.dist-info/METADATA`] = toBytes(metadata);
  members[`${stem}.dist-info/WHEEL`] = toBytes(wheelFile(tags));
  const record = Object.entries(members).map(
    ([path, bytes]) => `${path},sha256=${urlsafeDigest(bytes)},${bytes.length}`,
  );
  members[`${stem}.dist-info/RECORD`] = toBytes([...record, `${stem}.dist-info/RECORD,,`, ""].join("\n"));
  return toFile(`${stem}-${tags}.whl`, zipOf(members), release, metadata);
}

/** An sdist by the modern rules (PEP 517, 625): one folder, `pyproject.toml`, `PKG-INFO`, the members given. */
export function makeSdist(release: Release, content: Members): TestFile {
  const stem = `${release.name.replaceAll("-", "_")}-${release.version}`;
  const members: Record<string, string | Uint8Array> = { [`${stem}/PKG-INFO`]: coreMetadata(release) };
  for (const [path, text] of Object.entries(content)) members[`${stem}/${path}`] = text;
  return toFile(`${stem}.tar.gz`, tarGzOf(members), release, null);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function coreMetadata(release: Release): string {
  const [name, version] = release.says?.split("/") ?? [release.name, release.version];
  const lines = [
    "Metadata-Version: 2.2",
    ...(release.says === "" ? [] : [`Name: ${name}`, `Version: ${version}`]),
    `Summary: ${release.summary ?? "A project of the test index"}`,
    ...(release.requiresPython === undefined ? [] : [`Requires-Python: ${release.requiresPython}`]),
    ...(release.extras ?? []).map((extra) => `Provides-Extra: ${extra}`),
    ...(release.requires ?? []).map((requirement) => `Requires-Dist: ${requirement}`),
  ];
  return `${lines.join("\n")}\n`;
}

function wheelFile(tags: string): string {
  const [python = "", abi = "", platform = ""] = tags.split("-");
  const expanded = python
    .split(".")
    .flatMap((py) => abi.split(".").flatMap((ab) => platform.split(".").map((pl) => `Tag: ${py}-${ab}-${pl}`)));
  const pure = platform === "any" ? "true" : "false";
  return `${["Wheel-Version: 1.0", "Generator: test-rig", `Root-Is-Purelib: ${pure}`, ...expanded].join("\n")}\n`;
}

function toFile(filename: string, bytes: Uint8Array, release: Release, metadata: string | null): TestFile {
  const { requiresPython = null, yanked = null, uploadTime } = release;
  const uploaded = uploadTime === undefined ? {} : { uploadTime };
  return { filename, bytes, sha256: sha256Of(bytes), requiresPython, yanked, metadata, ...uploaded };
}

function urlsafeDigest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}
