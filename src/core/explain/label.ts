import type { ResolverCandidate } from "../log/events/resolver.ts";
import { plainRequirement, requirementName } from "../log/names.ts";
import { normalizeName } from "../pep/name.ts";
import { parseRequirement } from "../pep/requirement.ts";
import { specifierSetContains } from "../pep/specifier.ts";
import { compareVersions, parseVersion } from "../pep/version.ts";

/** `app-c 1.16`, `app-c[x] 1.16`, `app-c` */
export function labelOf({ name, version, extras = [] }: ResolverCandidate): string {
  const extra = extras.length === 0 ? "" : `[${extras.join(",")}]`;
  return `${name === null ? "a package without a name" : normalizeName(name)}${extra}${version === null ? "" : ` ${version}`}`;
}

/** The same candidate, whatever form its name has in a file or a message. */
export function isSame(a: ResolverCandidate, b: ResolverCandidate): boolean {
  return labelOf(a) === labelOf(b);
}

/** The packages in pip's chain of who asked, innermost first; the user's own files are left out. */
export function packagesOfChain(from: readonly string[] | null): readonly string[] {
  return (from ?? []).filter((link) => !/^-[rce] /.test(link));
}

/** Normalised; null for an address or a path. */
export function nameOfRequirement(requirement: string): string | null {
  const name = requirementName(requirement);
  return name === null ? null : normalizeName(name);
}

/** Whether the requirement lets any version pass. */
export function isOpen(requirement: string): boolean {
  return !/[<>=!~@]/.test(plainRequirement(requirement));
}

/**
 * Whether a version is in the requirement's range; true when one of them cannot be read.
 *
 * @param options.prereleases whether they count where the requirement does not name one; default true
 */
export function allows(requirement: string, version: string, options: { prereleases?: boolean } = {}): boolean {
  const [wanted, read] = [parseRequirement(plainRequirement(requirement)), parseVersion(version)];
  if (!wanted.ok || !read.ok) return true;
  return specifierSetContains(wanted.value.specifiers, read.value, { prereleases: true, ...options });
}

/** Newest first; what is no version stands last. */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (left.ok && right.ok) return compareVersions(right.value, left.value);
  return Number(right.ok) - Number(left.ok);
}

/** Whether a release is that one or a later one; false when it is not known. */
export function isSince(version: string | null, first: string): boolean {
  const [left, right] = [parseVersion(version ?? ""), parseVersion(first)];
  return left.ok && right.ok && compareVersions(left.value, right.value) >= 0;
}
