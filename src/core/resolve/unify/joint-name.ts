import type { NormalizedName } from "../../pep/name.ts";

/**
 * What the problem of all targets together calls things. Each target has its own copy of a project, in two halves: which
 * version of it (`choice`), and what that version needs (`content`), so that versions on which targets cannot agree are
 * passed over without asking for their metadata. An `agreement` has one version for each of the project's: whatever
 * chooses one asks for its own, so all who do choose the same.
 */
export type JointName =
  | { readonly kind: "choice" | "content"; readonly name: string; readonly target: number }
  | { readonly kind: "agreement"; readonly name: string; readonly block: number }
  /** A direct reference that no target took when it was solved alone. */
  | { readonly kind: "foreign"; readonly name: string };

const SIGNS = { choice: "", content: "!", agreement: "=", foreign: "?" } as const;

/** No project's name holds an `@`, so this is nobody else's. */
export function jointName(name: string, kind: JointName["kind"], number: number): NormalizedName {
  return `${name}@${number}${SIGNS[kind]}` as NormalizedName;
}

export function readJointName(text: string): JointName {
  const at = text.lastIndexOf("@");
  const name = text.slice(0, at);
  const number = Number.parseInt(text.slice(at + 1), 10);
  if (text.endsWith(SIGNS.foreign)) return { kind: "foreign", name };
  if (text.endsWith(SIGNS.agreement)) return { kind: "agreement", name, block: number };
  return { kind: text.endsWith(SIGNS.content) ? "content" : "choice", name, target: number };
}
