import { canonicalJson } from "../report/canonical.ts";
import type { AllowedVersions, Conflict, ConflictCause, Place } from "../report/model.ts";

/** A conflict with the targets on which it is the same. */
export interface ConflictGroup {
  readonly conflict: Conflict;
  /** Ids; empty: it holds for all. */
  readonly targets: readonly string[];
}

/** Conflicts that differ in nothing but the target are told once. */
export function conflictGroups(conflicts: readonly Conflict[]): readonly ConflictGroup[] {
  const groups = new Map<string, { readonly conflict: Conflict; readonly targets: string[] }>();
  for (const conflict of conflicts) {
    const { target } = conflict;
    const key = canonicalJson({ ...conflict, id: "", target: target === null ? null : "" });
    const group = groups.get(key) ?? { conflict, targets: [] };
    groups.set(key, group);
    if (target !== null) group.targets.push(target);
  }
  return [...groups.values()];
}

/** One row of "who wants what". */
export interface Want {
  /** The project that is wanted, as it is written; empty where that cannot be told. */
  readonly project: string;
  /** Who wants it: a package with its version, or `you`. */
  readonly by: string;
  readonly isPackage: boolean;
  /** What of it: `numpy<2`. */
  readonly wants: string;
  readonly place: Place | null;
  /** In words; empty where it is not known. */
  readonly allows: string;
}

const ASKERS: Readonly<Record<ConflictCause["kind"], string>> = {
  requested: "you",
  constraint: "a constraint",
  depends: "a dependency",
};

/** Who wants what, those about one project together; the project on which they disagree first. */
export function wantsOf({ causes, project }: Conflict): readonly Want[] {
  const wants = causes.map(({ kind, requirer, requirement, place, allows }): Want => {
    const by = requirer ?? ASKERS[kind];
    const name = /^[\w.-]+/.exec(requirement)?.[0] ?? "";
    // The marker of what a package needs holds on the target, or it would not need it.
    const marker = kind === "depends" ? requirement.indexOf("; ") : -1;
    const wants = marker === -1 ? requirement : requirement.slice(0, marker).trimEnd();
    return { project: name, by, isPackage: requirer !== null, wants, place, allows: allowsText(allows) };
  });
  const names = [...new Set([...(project === null ? [] : [project]), ...wants.map((want) => want.project)])];
  return names.flatMap((name) => wants.filter((want) => want.project === name));
}

/** `1.21.6 to 1.26.4 (31 of 63)`, `none of 63` */
function allowsText(allows: AllowedVersions | undefined): string {
  if (allows === undefined) return "";
  const { count, of, oldest, newest } = allows;
  if (count === 0) return of === 0 ? "none exists" : `none of ${of}`;
  if (count === of && of > 1) return `all ${of}`;
  return `${oldest === newest ? oldest : `${oldest} to ${newest}`} (${count} of ${of})`;
}
