import { specifierSetContains } from "../pep/specifier.ts";
import { isPinned, namesPrerelease } from "../pep/specifier-wish.ts";
import type { Version } from "../pep/version.ts";
import type { Situation } from "./situation.ts";

/** What the user's own lines ask for by name, as uv counts them. */
export interface Wishes {
  /** Whether any requirement or constraint is about this project. */
  readonly isNamed: (name: string) => boolean;
  /** Whether a requirement names a pre-release of this project; uv does not ask the constraints (seen with 0.13.8). */
  readonly namesPrerelease: (name: string) => boolean;
  /** Whether a requirement or constraint asks for exactly this version. */
  readonly pins: (name: string, version: Version) => boolean;
  /** URLs that lines want the project from. */
  readonly urls: (name: string) => readonly string[];
}

export function makeWishes({ requirements, constraints }: Situation): Wishes {
  const lines = [...requirements, ...constraints].map(({ requirement }) => requirement);
  const of = (name: string) => lines.filter((line) => line.name === name);
  const names = new Set<string>(lines.map(({ name }) => name));
  return {
    isNamed: (name) => names.has(name),
    namesPrerelease: (name) =>
      requirements.some(({ requirement }) => requirement.name === name && namesPrerelease(requirement.specifiers)),
    pins: (name, version) =>
      of(name).some(({ specifiers }) => isPinned(specifiers) && specifierSetContains(specifiers, version)),
    urls: (name) => [...new Set(of(name).flatMap(({ url }) => (url === null ? [] : [url])))],
  };
}
