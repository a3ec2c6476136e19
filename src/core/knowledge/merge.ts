import * as z from "zod/mini";
import type { LocatedProblem } from "../inputs/requirement-set.ts";
import { problemOfSpan } from "../inputs/structured/document.ts";
import { parseJson } from "../inputs/structured/json.ts";
import type { StructuredDocument, StructuredValue, UnitSpan } from "../inputs/structured/value.ts";
import { isValidName, normalizeName } from "../pep/name.ts";
import { parseRequirement } from "../pep/requirement.ts";
import { parseSpecifierSet } from "../pep/specifier.ts";
import { parseVersion } from "../pep/version.ts";
import { type Parsed, parsed } from "../problem.ts";
import { parsePlatform } from "../target/platform.ts";
import { ADVISORIES, type Advisory } from "./advisories.ts";
import { PACKAGE_KNOWLEDGE } from "./knowledge.ts";
import type { PackageKnowledge, VendorIndex } from "./model.ts";
import { VENDOR_INDEXES } from "./vendor-indexes.ts";

/** Everything that is known: what is shipped, behind what the user's own file says. */
export interface Knowledge {
  readonly packages: readonly PackageKnowledge[];
  readonly vendorIndexes: readonly VendorIndex[];
  readonly advisories: readonly Advisory[];
}

export const SHIPPED_KNOWLEDGE: Knowledge = {
  packages: PACKAGE_KNOWLEDGE,
  vendorIndexes: VENDOR_INDEXES,
  advisories: ADVISORIES,
};

/**
 * Puts the rows of a JSON file before others: `{"packages": [PackageKnowledge…], "vendorIndexes": [VendorIndex…],
 * "advisories": [Advisory…]}`, in the form of `model.ts` and `advisories.ts`. A row with a name that is known takes the place
 * of the known row on its platforms, an index that of the one with its key, an advisory that of the same id and name. `source` may be missing: it is the file. Every mistake is told with its line and column.
 */
export function mergeKnowledge(
  known: Knowledge,
  file: { readonly path: string; readonly bytes: Uint8Array },
): Parsed<Knowledge> {
  const document = parseJson(file);
  if (document.root === null || document.problems.length > 0) return { ok: false, problems: document.problems };
  const read = fileSchema(known, file.path).safeParse(toPlain(document.root));
  if (!read.success) return { ok: false, problems: read.error.issues.map((issue) => locate(issue, document)) };
  const { packages, vendorIndexes, advisories } = read.data;
  const keys = new Set(vendorIndexes.map(({ key }) => key));
  const ids = new Set(advisories.map(keyOfAdvisory));
  return parsed({
    packages: [...packages, ...known.packages],
    vendorIndexes: [...vendorIndexes, ...known.vendorIndexes.filter(({ key }) => !keys.has(key))],
    advisories: [...advisories, ...known.advisories.filter((one) => !ids.has(keyOfAdvisory(one)))],
  });
}

const keyOfAdvisory = ({ name: project, id }: Advisory) => `${id} ${project}`;

const text = z.string().check(z.minLength(1));
const texts = z.array(text);
const month = z.string().check(z.regex(/^20\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?$/, "a month or a day, e.g. 2026-08"));
const name = z.pipe(
  z.string().check(z.refine(isValidName, "the name of a project, e.g. opencv-python")),
  z.transform((written: string): string => normalizeName(written)),
);
const version = z.string().check(z.refine((written) => parseVersion(written).ok, "a version, e.g. 1.2.3"));
const versions = z.string().check(z.refine((written) => parseSpecifierSet(written).ok, "a specifier set, e.g. <2.11"));
const affected = versions.check(z.regex(/<\s*\d/, "a specifier set with the version that fixes it, e.g. >=2.0,<2.0.6"));
const requirement = z
  .string()
  .check(z.refine((written) => parseRequirement(written).ok, "a requirement, e.g. numpy<2"));
const platform = z.pipe(
  z.string().check(z.refine((written) => parsePlatform(written).ok, "a platform, e.g. linux/arm64")),
  z.transform((written: string): string => {
    const known = parsePlatform(written);
    return known.ok ? known.value.name : written;
  }),
);
const url = z.string().check(z.refine(isIndexAddress, "an http or https address without credentials"));

const limit = z.strictObject({ versions, note: text });
const distributions = z.strictObject({
  apt: z.exactOptional(texts),
  dnf: z.exactOptional(texts),
  apk: z.exactOptional(texts),
});
const compileKind = z.enum(["C", "C++", "Rust", "Fortran", "CUDA", "Cython", "Go"]);

function fileSchema(known: Knowledge, path: string) {
  const source = z._default(text, path);
  const vendorIndexes = z.array(
    z.strictObject({
      ...{ key: text, url, title: text, source, date: month, for: texts, note: text },
      general: z.exactOptional(z.boolean()),
      libc: z.exactOptional(z.enum(["glibc", "musl"])),
    }),
  );
  const packages = z.array(
    z.strictObject({
      names: z.array(name).check(z.minLength(1)),
      source,
      date: month,
      note: text,
      platforms: z.exactOptional(z.array(platform)),
      firstWith: z.exactOptional(version),
      lastWith: z.exactOptional(version),
      alternatives: z.exactOptional(
        z.array(z.strictObject({ text, requirement: z._default(z.nullable(requirement), null) })),
      ),
      vendorIndexes: z.exactOptional(texts),
      compile: z.exactOptional(z.array(compileKind)),
      system: z.exactOptional(z.strictObject({ build: distributions, runtime: distributions })),
      buildMinutes: z.exactOptional(z.strictObject({ value: z.number().check(z.nonnegative()), source })),
      stub: z.exactOptional(text),
      cpuOnly: z.exactOptional(limit),
      serverOnly: z.exactOptional(limit),
    }),
  );
  const advisories = z.array(
    z.strictObject({ name, id: text, affected: z.array(affected).check(z.minLength(1)), source, date: month }),
  );
  const file = z.strictObject({
    packages: z._default(packages, []),
    vendorIndexes: z._default(vendorIndexes, []),
    advisories: z._default(advisories, []),
  });
  return file.check((context) => {
    const keys = new Set([...known.vendorIndexes, ...context.value.vendorIndexes].map(({ key }) => key));
    for (const [row, { vendorIndexes: named = [] }] of context.value.packages.entries()) {
      for (const [position, key] of named.entries()) {
        if (keys.has(key)) continue;
        const message = `the key of a vendor's index: ${[...keys].join(", ")}`;
        context.issues.push({
          code: "custom",
          message,
          input: key,
          path: ["packages", row, "vendorIndexes", position],
        });
      }
    }
  });
}

function isIndexAddress(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, username, password } = new URL(written);
  return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
}

function locate(issue: z.core.$ZodIssue, document: StructuredDocument): LocatedProblem {
  const isUnknown = issue.code === "unrecognized_keys";
  const path = isUnknown ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  const where = path.map(String).join(".");
  const message = isUnknown ? `${where} is no field` : `${where || "the file"} is not right`;
  const span = document.root === null ? { start: 0, end: 0 } : spanAt(document.root, path);
  return problemOfSpan(document, span, { code: "invalid-knowledge", message, expected: expectation(issue) });
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "the fields that docs/hard-packages.md names";
  if (issue.code === "invalid_type") return `a value of type ${issue.expected}`;
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
  return issue.code === "too_small" ? "something in it" : issue.message;
}

/** Where a path leads, or as far as it leads. */
function spanAt(root: StructuredValue, path: readonly PropertyKey[]): UnitSpan {
  let value = root;
  for (const key of path) {
    const next = childOf(value, key);
    if (next === null) break;
    value = next;
  }
  return value;
}

function childOf(value: StructuredValue, key: PropertyKey): StructuredValue | null {
  if (value.kind === "list") return value.items[Number(key)] ?? null;
  return value.kind === "table" ? (value.entries.get(String(key))?.value ?? null) : null;
}

function toPlain(value: StructuredValue): unknown {
  switch (value.kind) {
    case "table":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
    case "list":
      return value.items.map(toPlain);
    case "null":
      return null;
    default:
      return value.value;
  }
}
