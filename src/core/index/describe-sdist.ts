import { parseToml } from "../inputs/structured/toml.ts";
import { itemsAt, stringAt } from "../inputs/structured/value.ts";
import { parseMetadata } from "../pep/metadata.ts";
import { parseVersion } from "../pep/version.ts";
import { compareVersions } from "../pep/version-order.ts";
import type { SdistFacts } from "./sdist-facts.ts";

/** What was found of a source archive. */
export interface SdistContent {
  /** Of its top folder; null: it has none. */
  readonly pkgInfo: string | null;
  readonly pyproject: Uint8Array | null;
  /** Count of files by extension, as `extensionOf` gives them. */
  readonly extensions: Readonly<Record<string, number>>;
}

/** What an sdist tells without being built: how it is built, from which kinds of files, and whether its requirements are final. */
export function describeSdist({ pkgInfo, pyproject, extensions }: SdistContent): SdistFacts {
  const root = pyproject === null ? null : parseToml({ path: "pyproject.toml", bytes: pyproject }).root;
  const requires = itemsAt(root, "build-system", "requires").flatMap((item) =>
    item.kind === "text" ? [item.value] : [],
  );
  return {
    buildRequires: requires.length === 0 ? null : requires,
    buildBackend: stringAt(root, "build-system", "build-backend"),
    extensions,
    dynamic: pkgInfo === null || !hasFinalRequirements(pkgInfo),
  };
}

/**
 * Which member of an sdist tells something: exactly one folder deep, where the archive's own files are. Vendored projects
 * deeper down have such files too.
 */
export function toldBy(path: string): "pkgInfo" | "pyproject" | null {
  const name = /^(?:\.\/)?[^/]+\/(PKG-INFO|pyproject\.toml)$/.exec(path)?.[1];
  return name === undefined ? null : name === "PKG-INFO" ? "pkgInfo" : "pyproject";
}

/**
 * `demo-1.0/src/fast.PYX` → `pyx`; null for names without one. Longer than any real one are none. Tests, documents and
 * examples do not tell what a build compiles: the Meson that NumPy brings along has tests in CUDA and Rust.
 */
export function extensionOf(path: string): string | null {
  if (/^(?:\.\/)?[^/]+\/(?:.*\/)?(?:tests?|test cases|docs?|examples?)\//i.test(path)) return null;
  return /[^/.]\.([A-Za-z0-9+_]{1,12})$/.exec(path)?.[1]?.toLowerCase() ?? null;
}

/** PEP 643: from Metadata 2.2 on, what is not listed as Dynamic is the same in every wheel. */
function hasFinalRequirements(pkgInfo: string): boolean {
  const metadata = parseMetadata(pkgInfo);
  if (!metadata.ok) return false;
  const version = parseVersion(metadata.value.metadataVersion ?? "");
  const since = parseVersion("2.2");
  if (!version.ok || !since.ok || compareVersions(version.value, since.value) < 0) return false;
  return !metadata.value.dynamic.includes("requires-dist");
}
