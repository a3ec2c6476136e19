import * as z from "zod/mini";
import { type Parsed, type Problem, parsed, unparsed } from "../problem.ts";
import { TRUST_CLASSES, type TrustClass } from "./trust.ts";
import { foldFileName, isWheelFileName } from "./wheel-name.ts";

export const MANIFEST_NAME = "wheelhouse.json";
/** A manifest of 10,000 wheels has about 8 MB. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;
export const MAX_WHEELS = 10_000;
/** What the size field of a ustar header can say: 8 GiB less one byte. */
export const MAX_WHEEL_BYTES = 8 ** 11 - 1;

/** `wheelhouse.json`: which wheels lie in this folder or pack, and where each one came from. */
export interface Manifest {
  readonly schema: 1;
  readonly target: ManifestTarget;
  /** Class of the run that wrote it. */
  readonly trust: TrustClass;
  /** Sorted by file name; no two names are equal, not even when case is ignored. */
  readonly wheels: readonly ManifestWheel[];
}

/** Where these wheels run; each field is also a segment of the cache key. */
export interface ManifestTarget {
  /** `linux`. */
  readonly os: string;
  /** `x86_64`, `aarch64`, as Python's platform tags spell it. */
  readonly arch: string;
  /** `glibc` or `musl`, and its version; null where there is none. */
  readonly libc: { readonly name: string; readonly version: string } | null;
  /** ABI tag of the interpreter, e.g. `cp312`. */
  readonly python: string;
}

export type ManifestWheel = IndexWheel | BuiltWheel;

interface WheelFile {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** `py3-none-any`; all tags of the file name, sorted. */
  readonly tags: readonly string[];
}

/** A wheel as an index has it. */
export interface IndexWheel extends WheelFile {
  readonly origin: "index";
  /** Address of the file, without credentials. */
  readonly url: string;
  /** As the index stated it; null when it stated none. */
  readonly indexSha256: string | null;
}

/** A wheel built by Wheelhouse. */
export interface BuiltWheel extends WheelFile {
  readonly origin: "built";
  /** Null when it was built from a repository or a folder: then `source` says which. */
  readonly sdist: { readonly file: string; readonly sha256: string } | null;
  /** `git+https://…@<commit>` or a relative path, without credentials; null when there is an sdist. */
  readonly source: string | null;
  readonly builder: WheelBuilder;
  /** Where it was built first; null outside of GitHub Actions. */
  readonly ref: string | null;
  readonly event: string | null;
  readonly runId: string | null;
  /** Class of the run that built it, which may be another one than that which wrote the manifest. */
  readonly trust: TrustClass;
}

export interface WheelBuilder {
  readonly pip: string;
  /** Version, e.g. `3.12.4`. */
  readonly python: string;
  /** Image reference with digest; null when it was built on the machine itself. */
  readonly image: string | null;
  readonly lane: "native" | "emulated";
}

const text = z.string().check(z.minLength(1), z.maxLength(2048), z.regex(/^[^\p{Cc}]*$/u));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const trust = z.enum(TRUST_CLASSES);
const wheelFile = {
  file: z.string().check(z.refine(isWheelFileName, "not the file name of a wheel")),
  bytes: z.int().check(z.gte(0), z.lte(MAX_WHEEL_BYTES)),
  sha256,
  tags: z.array(text).check(z.maxLength(1000)),
};
const address = text.check(z.refine(hasNoUserInfo, "an address with credentials"));

const indexWheel = z.object({
  ...wheelFile,
  origin: z.literal("index"),
  url: address,
  indexSha256: z.nullable(sha256),
});

const builtWheel = z.object({
  ...wheelFile,
  origin: z.literal("built"),
  sdist: z.nullable(z.object({ file: text, sha256 })),
  source: z.nullable(address),
  builder: z.object({ pip: text, python: text, image: z.nullable(text), lane: z.enum(["native", "emulated"]) }),
  ref: z.nullable(text),
  event: z.nullable(text),
  runId: z.nullable(text),
  trust,
});

const ManifestSchema = z.object({
  schema: z.literal(1),
  target: z.object({
    os: text,
    arch: text,
    libc: z.nullable(z.object({ name: text, version: text })),
    python: text,
  }),
  trust,
  wheels: z
    .array(z.discriminatedUnion("origin", [indexWheel, builtWheel]))
    .check(z.maxLength(MAX_WHEELS), z.refine(areNamesDistinct, "two wheels with the same file name")),
});

/**
 * Reads a `wheelhouse.json`, which may come from a cache that others can write. Never throws. Unknown fields are left
 * out; everything else that does not fit is a problem (`invalid-manifest`), all of them at once, up to 20. Positions are
 * only known for JSON syntax, so they are 1:1.
 */
export function parseManifest(bytes: Uint8Array): Parsed<Manifest> {
  if (bytes.length > MAX_MANIFEST_BYTES) {
    return unparsed(problem(`it has ${bytes.length} bytes, more than ${MAX_MANIFEST_BYTES}`));
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return unparsed(problem("it is not JSON in UTF-8"));
  }
  const result = z.safeParse(ManifestSchema, json);
  if (result.success) return parsed(result.data);
  return unparsed(...result.error.issues.slice(0, 20).map((issue) => problem(describeIssue(issue))));
}

/** The bytes of a manifest: fields in the order of the interfaces above, wheels by file name, one field a line. */
export function writeManifest(manifest: Manifest): Uint8Array {
  const wheels = [...manifest.wheels].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const ordered = z.parse(ManifestSchema, {
    ...manifest,
    wheels: wheels.map((wheel) => ({ ...wheel, tags: [...wheel.tags].sort() })),
  });
  return new TextEncoder().encode(`${JSON.stringify(ordered, null, 1)}\n`);
}

function areNamesDistinct(wheels: readonly { readonly file: string }[]): boolean {
  return new Set(wheels.map((wheel) => foldFileName(wheel.file))).size === wheels.length;
}

/** The `git@` of an SSH address names an account, not a secret. */
function hasNoUserInfo(url: string): boolean {
  return /^(?:git\+)?ssh:\/\/[^/?#:@]*@[^/?#@]*/i.test(url) || !/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(url);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return `${path.replace(/^\./, "") || "it"}: ${expectation(issue)}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `expected ${issue.expected}`;
  if (issue.code === "invalid_value")
    return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
  if (issue.code === "custom") return issue.message;
  if (issue.code === "invalid_union") return 'expected "index" or "built"';
  return `not allowed (${issue.code.replaceAll("_", " ")})`;
}

/** `message` is a part of a sentence that begins with the place, e.g. "wheels[3].bytes: expected int". */
function problem(message: string): Problem {
  return {
    code: "invalid-manifest",
    message,
    expected: "a wheelhouse.json of schema 1",
    line: 1,
    column: 1,
    offset: 0,
  };
}
