import type { Requirement } from "../pep/requirement.ts";
import { parseRequirement, withMarker } from "../pep/requirement.ts";
import type { ConflictFact } from "./conflict-tree.ts";

type Depends = Extract<ConflictFact, { kind: "depends" }>;

export interface Need {
  readonly who: string;
  /** Several versions of a package `need`. */
  readonly verb: "need" | "needs";
  readonly what: string;
}

/**
 * Who needs what, for people: an extra stands at the project that offers it (`requests[socks] 2.31.0`), and the marker,
 * which holds on the target or the fact would not be there, is left out.
 */
export function needText({ name, versions, requirement }: Depends): Need {
  const read = withMarkerOnly(requirement);
  const extra = /\bextra == "([^"]+)"/.exec(read?.canonical ?? "")?.[1];
  return {
    who: `${name}${extra === undefined ? "" : `[${extra}]`} ${versions}`.trim(),
    verb: /^[^(]+ /.test(versions) ? "need" : "needs",
    what: read === null ? requirement : withMarker(read, null).canonical,
  };
}

/** Null for a requirement without a marker, and for several in one. */
function withMarkerOnly(requirement: string): Requirement | null {
  const read = requirement.includes(";") ? parseRequirement(requirement) : null;
  return read?.ok === true ? read.value : null;
}
