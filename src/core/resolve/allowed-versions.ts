import { parseRequirement } from "../pep/requirement.ts";
import { specifierSetContains } from "../pep/specifier.ts";
import { namesPrerelease } from "../pep/specifier-wish.ts";
import { compareVersions, type Version } from "../pep/version.ts";
import type { AllowedVersions } from "../report/model.ts";
import type { ConflictFact } from "./conflict-tree.ts";
import type { MetadataSource } from "./source.ts";

/** Versions that exist, ascending, by project: yanked ones are left out. */
export type ExistingVersions = ReadonlyMap<string, readonly Version[]>;

/** Asks for the projects that facts are about; one that does not answer is left out. */
export async function existingVersions(
  facts: readonly ConflictFact[],
  source: Pick<MetadataSource, "versions">,
): Promise<ExistingVersions> {
  const names = new Set(facts.flatMap((fact) => (fact.kind === "no-versions" ? [] : [wantedOf(fact)])));
  const answers = await source.versions([...names]);
  return new Map(
    answers.flatMap((answer) => {
      if (answer.state !== "known") return [];
      const versions = answer.versions.filter(({ yanked }) => yanked === null).map(({ version }) => version);
      return [[answer.name, versions.sort(compareVersions)] as const];
    }),
  );
}

/**
 * What a demand allows of the versions that exist, pre-releases only where it names one (PEP 440); of several demands told
 * as one, what any of them allows. Null where that is not known, and for an address.
 */
export function allowedVersions(
  fact: Exclude<ConflictFact, { kind: "no-versions" }>,
  existing: ExistingVersions,
): AllowedVersions | null {
  const versions = existing.get(wantedOf(fact));
  const wishes = fact.kind === "depends" ? (fact.wishes ?? [fact.requirement]) : [fact.requirement];
  const read = wishes.flatMap((wish) => {
    const parsed = parseRequirement(wish);
    return parsed.ok && parsed.value.url === null ? [parsed.value.specifiers] : [];
  });
  if (versions === undefined || read.length < wishes.length) return null;
  const allowed = versions.filter((version) =>
    read.some((set) => specifierSetContains(set, version, { prereleases: namesPrerelease(set) })),
  );
  const [oldest = null] = allowed;
  return {
    count: allowed.length,
    of: versions.length,
    oldest: oldest?.normalized ?? null,
    newest: allowed.at(-1)?.normalized ?? null,
  };
}

function wantedOf(fact: Exclude<ConflictFact, { kind: "no-versions" }>): string {
  return fact.kind === "depends" ? fact.on : fact.name;
}
