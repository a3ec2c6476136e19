import type { NoMatchFact } from "../log/facts/facts.ts";
import type { Remedy } from "../report/model.ts";

type Told = NonNullable<NoMatchFact["reason"]>;

const REMEDIES: Readonly<Record<Told["kind"], (name: string) => readonly string[]>> = {
  absent: (name) => [
    `Check the spelling of ${name}.`,
    "If it is a private project, add the index that has it (--index, or [[tool.uv.index]]).",
  ],
  versions: (name) => [`Ask for a version of ${name} that the index has, or add the index that has this one.`],
  "no-wheel": (name) => [
    `Use a version of ${name} that has a wheel for this platform and Python, or another Python.`,
    "If it has a source distribution, allow builds (no --no-build and no --only-binary).",
  ],
  unusable: (name) => [`Allow ${name} to be built from its source distribution, or use another version.`],
  prerelease: (name) => [
    `Ask for a pre-release of ${name} by name (for example ${name}>=1.0rc1), or allow them (--prerelease allow).`,
  ],
};

/** The reason that the installer itself gives, as uv does: its words and its hint, and what can be done. Null: none. */
export function toldReason(fact: NoMatchFact): { readonly text: string; readonly remedies: readonly Remedy[] } | null {
  const { reason } = fact;
  if (reason === undefined) return null;
  const hint = reason.hint === null ? "" : ` ${reason.hint.replace(/\.?$/, ".")}`;
  const name = fact.name ?? fact.requirement;
  return {
    text: `${reason.text}.${hint}`,
    remedies: REMEDIES[reason.kind](name).map((text) => ({ text, commands: [] })),
  };
}
