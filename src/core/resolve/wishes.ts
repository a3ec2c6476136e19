import type { Specifier, SpecifierSet } from "../pep/specifier.ts";
import { specifierSetContains } from "../pep/specifier.ts";
import type { Version } from "../pep/version.ts";
import { parseVersion } from "../pep/version.ts";
import type { Situation } from "./situation.ts";

/** What the user's own lines ask for by name: requirements and constraints together, as uv counts them. */
export interface Wishes {
  /** Whether a line names a pre-release of this project. */
  readonly namesPrerelease: (name: string) => boolean;
  /** Whether a line asks for exactly this version. */
  readonly pins: (name: string, version: Version) => boolean;
  /** URLs that lines want the project from. */
  readonly urls: (name: string) => readonly string[];
}

export function makeWishes({ requirements, constraints }: Situation): Wishes {
  const lines = [...requirements, ...constraints].map(({ requirement }) => requirement);
  const of = (name: string) => lines.filter((line) => line.name === name);
  return {
    namesPrerelease: (name) => of(name).some(({ specifiers }) => namesPrerelease(specifiers)),
    pins: (name, version) =>
      of(name).some(({ specifiers }) => isPinned(specifiers) && specifierSetContains(specifiers, version)),
    urls: (name) => [...new Set(of(name).flatMap(({ url }) => (url === null ? [] : [url])))],
  };
}

export function isPinned(set: SpecifierSet): boolean {
  return set.specifiers.some(pins);
}

/** pip's `is_pinned`: `===`, or `==` without `.*`. */
export function pins({ operator, wildcard }: Specifier): boolean {
  return operator === "===" || (operator === "==" && !wildcard);
}

/** Whether a clause asks for pre-releases by naming one (PEP 440, "Handling of pre-releases"). */
export function namesPrerelease(set: SpecifierSet): boolean {
  return set.specifiers.some(({ operator, text, version, wildcard }) => {
    if (operator === "===") return isPrereleaseText(text);
    return operator !== "!=" && !wildcard && version?.isPrerelease === true;
  });
}

function isPrereleaseText(text: string): boolean {
  const version = parseVersion(text);
  return version.ok && version.value.isPrerelease;
}
