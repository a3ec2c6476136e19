import type { Specifier, SpecifierSet } from "./specifier.ts";
import { parseVersion } from "./version.ts";

/** Whether a clause asks for one version. */
export function isPinned(set: SpecifierSet): boolean {
  return set.specifiers.some(pinsVersion);
}

/** pip's `is_pinned`: `===`, or `==` without `.*`. */
export function pinsVersion({ operator, wildcard }: Specifier): boolean {
  return operator === "===" || (operator === "==" && !wildcard);
}

/** Whether a clause asks for pre-releases by naming one (PEP 440, "Handling of pre-releases"; `packaging` 26). */
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
