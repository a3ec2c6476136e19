import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ManifestTarget } from "./manifest.ts";
import { readableClasses, type TrustClass } from "./trust.ts";

/** What to look for in a cache: the wanted entry, and the beginnings of the keys that will do instead, best first. */
export interface CacheKey {
  readonly key: string;
  readonly restoreKeys: readonly string[];
}

/** Everything that tells one entry from another. Only the digest of the contents and public facts, never an address. */
export interface KeyMaterial {
  readonly target: ManifestTarget;
  readonly trust: TrustClass;
  /** `projectScope` of the run: an entry of the same project is better than a newer one of another. */
  readonly scope: string;
  /** `contentsDigest` of the wheels; null when they are not known yet, as before a restore. */
  readonly contents: string | null;
}

/** Raised when a pack can no longer be read by older versions, or its contents mean something else. */
const SCHEMA = "v1";
/** A segment that needs more goes in as its digest, so that a key stays below the service's 512 characters. */
const MAX_SEGMENT = 48;

/**
 * The key of an entry and the prefixes that will do instead: those of the project in the own trust class, then in
 * `default` (see `readableClasses`), then the same of any project. Without `contents` the key is the first of them, which
 * stands for the newest entry of the project. ASCII without commas, at most 512 characters, never throws. Keys of two
 * classes, targets or projects are never equal, and no class's prefix is a prefix of another's key.
 *
 * @example cacheKey({ target, trust: "default", scope, contents }).key
 *   // "wheelhouse-v1-linux-aarch64-glibc-2.28-cp312-default-5f0a…-0b5c…"
 */
export function cacheKey(material: KeyMaterial): CacheKey {
  const { target, trust, scope, contents } = material;
  const project = `${segment(scope, MAX_SEGMENT)}-`;
  const own = `${prefix(target, trust)}${project}`;
  const key = contents === null ? own : `${own}${segment(contents, 64)}`;
  const prefixes = readableClasses(trust).map((readable) => prefix(target, readable));
  const restoreKeys = [...prefixes.map((readable) => `${readable}${project}`), ...prefixes];
  return { key, restoreKeys: restoreKeys.filter((restoreKey) => restoreKey !== key) };
}

/**
 * Digest that tells projects of one cache apart, 16 hex digits: two services of a repository, two folders of a laptop. It
 * stays the same while the requirements change.
 * @param folder path of the working directory: below the checkout on a runner, absolute elsewhere
 * @param files requirements and constraints files as the user named them
 */
export function projectScope(folder: string, files: readonly string[]): string {
  const text = [folder, ...[...files].sort()].join("\0");
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}

/** Digest of what a wheelhouse holds: sha256 over the sorted sha256 of its wheels, in lower-case hex. */
export function contentsDigest(wheels: readonly { readonly sha256: string }[]): string {
  const lines = wheels.map((wheel) => `${wheel.sha256}\n`).sort();
  return bytesToHex(sha256(utf8ToBytes(lines.join(""))));
}

/**
 * The key under which the same contents are saved once more: entries never change, and the newest one is what later runs
 * find. `restoredKey` is the entry that stands before it.
 */
export function renewedKey(key: string, restoredKey: string): string {
  return `${key}.${bytesToHex(sha256(utf8ToBytes(restoredKey))).slice(0, 8)}`;
}

/** Whether an entry of this key is `key` itself or the same once more. */
export function isKeyOrRenewed(found: string, key: string): boolean {
  return found === key || found.startsWith(`${key}.`);
}

/** Whether an entry of this key, of whatever class or project, holds just these contents. */
export function keyHolds(key: string, contents: string): boolean {
  return key.slice(key.lastIndexOf("-") + 1).split(".")[0] === contents;
}

/** Ends with the separator: the class `pr` must not find the keys of a class `preview`. */
function prefix(target: ManifestTarget, trust: TrustClass): string {
  const { os, arch, libc, python } = target;
  const segments = [os, arch, libc?.name ?? "", libc?.version ?? "", python, trust];
  return `wheelhouse-${SCHEMA}-${segments.map((text) => segment(text, MAX_SEGMENT)).join("-")}-`;
}

/**
 * One segment, injective: letters, digits, "." and "_" as they are, every other UTF-16 code unit as "~" and four hex
 * digits; when that is too long, "~~" and the digest of the whole.
 */
function segment(text: string, limit: number): string {
  const encoded = text.replace(/[^A-Za-z0-9._]/g, encodeUnits);
  return encoded.length <= limit ? encoded : `~~${bytesToHex(sha256(utf8ToBytes(encoded))).slice(0, 40)}`;
}

function encodeUnits(character: string): string {
  return `~${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
