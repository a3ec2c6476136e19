import type { ArtifactKind } from "./event.ts";

/** The name at the beginning of a requirement (PEP 508), as printed; null for an address or a path. */
export function requirementName(requirement: string): string | null {
  const match = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(requirement);
  if (match === null) return null;
  const next = requirement.charAt(match[0].length);
  return next === "" || " [(<>=!~;@,".includes(next) ? match[0].replace(/(?<![._-])[._-]+$/, "") : null;
}

/** The name at the beginning of a file of an index; for an sdist everything before the last dash. Null for other files. */
export function fileProject(file: string): string | null {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const kind = artifactKind(base);
  if (kind === "wheel" || kind === "metadata") return base.includes("-") ? base.slice(0, base.indexOf("-")) : null;
  if (kind !== "sdist") return null;
  const stem = base.replace(SDIST_SUFFIX, "");
  const dash = stem.lastIndexOf("-");
  return dash > 0 ? stem.slice(0, dash) : null;
}

/** The version in the name of a wheel or sdist. */
export function fileVersion(file: string): string | null {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const kind = artifactKind(base);
  if (kind === "wheel" || kind === "metadata") return base.split("-")[1] ?? null;
  if (kind !== "sdist") return null;
  const stem = base.replace(SDIST_SUFFIX, "");
  const dash = stem.lastIndexOf("-");
  return dash > 0 ? stem.slice(dash + 1) : null;
}

const SDIST_SUFFIX = /\.(?:tar\.(?:gz|bz2|xz|lzma|zst)|tgz|zip)$/;

export function artifactKind(file: string): ArtifactKind {
  if (file.endsWith(".metadata")) return "metadata";
  if (file.endsWith(".whl")) return "wheel";
  return SDIST_SUFFIX.test(file) ? "sdist" : "other";
}

/** Splits `leaf<2 (from app-a->-r r.txt (line 3))` into the requirement and the chain of who asked, innermost first. */
export function splitFrom(text: string): { requirement: string; from: readonly string[] | null } {
  const at = text.lastIndexOf(" (from ");
  if (at === -1 || !text.endsWith(")")) return { requirement: text, from: null };
  return { requirement: text.slice(0, at), from: text.slice(at + " (from ".length, -1).split("->") };
}

/** An address without user, password, query and fragment; other text as it is. */
export function plainAddress(text: string): string {
  const scheme = text.indexOf("://");
  if (scheme === -1) return text;
  const rest = text.slice(scheme + 3);
  const tail = rest.search(/[?#]/);
  const shown = tail === -1 ? rest : rest.slice(0, tail);
  const slash = shown.indexOf("/");
  const authority = slash === -1 ? shown : shown.slice(0, slash);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return `${text.slice(0, scheme + 3)}${host}${slash === -1 ? "" : shown.slice(slash)}`;
}

/**
 * A requirement as a file would have it. pip puts "and" where it has a comma (`format_for_error`): `numpy<2 and >=1.26` →
 * `numpy<2,>=1.26`. The marker goes: it holds, or nobody would ask.
 */
export function plainRequirement(requirement: string): string {
  return requirement
    .replace(/;[\s\S]*$/, "")
    .trimEnd()
    .replaceAll(/ and (?=[<>=!~])/g, ",");
}
