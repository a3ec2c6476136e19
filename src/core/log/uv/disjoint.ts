import { parseRequirement } from "../../pep/requirement.ts";
import { specifierSetContains } from "../../pep/specifier-match.ts";
import { parseVersion, type Version } from "../../pep/version.ts";
import { withoutRange } from "./debug-names.ts";

/**
 * Whether no version can satisfy both requirements, e.g. `x<2` and `x>=2`. False when that is not certain.
 *
 * The ends of both ranges, and what lies next to them, stand for all versions: a range that holds any holds one of these.
 */
export function areDisjoint(one: string, other: string): boolean {
  const [left, right] = [alternatives(one), alternatives(other)];
  return left.every((first) => right.every((second) => rangesAreDisjoint(first, second)));
}

/** `numpy<2 | >=2.3` → `numpy<2`, `numpy>=2.3`. */
function alternatives(text: string): readonly string[] {
  const [first = "", ...rest] = text.split(" | ");
  const name = withoutRange(first);
  return [first, ...rest.map((range) => `${name}${range}`)];
}

function rangesAreDisjoint(one: string, other: string): boolean {
  const first = parseRequirement(one);
  const second = parseRequirement(other);
  if (!first.ok || !second.ok) return false;
  const sets = [first.value.specifiers, second.value.specifiers];
  return !samples(`${one} ${other}`).some((version) =>
    sets.every((set) => specifierSetContains(set, version, { prereleases: true })),
  );
}

function samples(text: string): readonly Version[] {
  const ends = [...text.matchAll(/[<>=!~]\s*v?(\d[\w.+!-]*)/g)].map((match) => match[1] ?? "");
  const around = ["0", ...ends].flatMap((end) => {
    const plain = end.replace(/\.?\*$/, "");
    return [plain, `${plain}.0.1`, `${plain}.dev0`];
  });
  return around.flatMap((text) => {
    const version = parseVersion(text);
    return version.ok ? [version.value] : [];
  });
}
