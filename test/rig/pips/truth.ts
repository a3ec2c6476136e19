import type { BuildFacts } from "../../../src/core/log/facts/facts.ts";
import { comparePips } from "./fetch-pip.ts";
import { REFUSED_VERSIONS } from "./projects.ts";
import type { RecordedCase } from "./recorded.ts";

/** What happens in a scenario, known from how it is made: nothing else may be read from its log, and nothing less. */
export interface ScenarioTruth {
  /** `name version` */
  readonly installed: readonly string[];
  readonly removed: readonly string[];
  /** Packages whose build failed. */
  readonly failed: readonly string[];
  /** What cannot be satisfied together: `needs-new 1.0 needs shared-lib>=2`; the user's own without a requirer. */
  readonly conflict: readonly string[];
  readonly missing: readonly string[];
  readonly wrongHash: readonly string[];
  readonly yanked: readonly string[];
  /** Installed packages whose requirements do not hold any longer. */
  readonly broken: readonly string[];
  /** `picky 17`: how many versions were looked at where it is more than one. */
  readonly tried: readonly string[];
  readonly otherPython: number;
  readonly errors: number;
  readonly network: number;
  readonly disagreements: number;
}

const NOTHING: ScenarioTruth = {
  ...{ installed: [], removed: [], failed: [], conflict: [], missing: [], wrongHash: [], yanked: [], broken: [] },
  ...{ tried: [], otherPython: 0, errors: 0, network: 0, disagreements: 0 },
};

const TRUTHS: Readonly<Record<string, Partial<ScenarioTruth>>> = {
  ok: { installed: ["chain 1.0", "purepkg 1.1.0", "puresdist 0.3.0"] },
  conflict: { conflict: ["needs-new 1.0 needs shared-lib>=2", "needs-old 1.0 needs shared-lib<2"] },
  "failed-build": { failed: ["headerbad"] },
  missing: { missing: ["no-such-project>=1"] },
  "hash-mismatch": { wrongHash: ["purepkg==1.0.0"] },
  backtracking: { installed: ["picky 1.0", "shared-lib 2.0"], tried: [`picky ${REFUSED_VERSIONS + 1}`] },
  "missing-transitive": { missing: ["no-such-project>=1"] },
  yanked: { installed: ["yankedpkg 1.1"], yanked: ["yankedpkg 1.1"] },
  "other-python": { missing: ["pymixed>=3"] },
  "requires-python": { otherPython: 1 },
  "other-platform": { missing: ["elsewhere"] },
  constraint: { conflict: ["needs-new 1.0 needs shared-lib>=2", "constraint shared-lib<2"] },
  "failed-metadata": { failed: ["metabad"] },
  "failed-dependency": { failed: ["depbad"] },
  "killed-build": { failed: ["killed"] },
  "extra-missing": { installed: ["needs-picky 1.0", "picky 1.16", "purepkg 1.1.0", "shared-lib 1.0"] },
  progress: { installed: ["largepkg 1.0"] },
  "installed-conflict": { installed: ["shared-lib 2.0"], removed: ["shared-lib 1.0"], broken: ["needs-old"] },
  upgrade: { installed: ["purepkg 1.1.0"], removed: ["purepkg 1.0.0"] },
  satisfied: {},
  cached: { installed: ["chain 1.0", "purepkg 1.1.0", "puresdist 0.3.0", "quietbuild 1.0"] },
  wheel: {},
  "wheel-failed": { failed: ["headerbad"] },
  download: {},
  wheelhouse: { installed: ["purepkg 1.1.0"] },
  "wheelhouse-missing": { missing: ["shared-lib"] },
  vcs: { installed: ["vcspkg 1.0"] },
  notice: { installed: ["purepkg 1.1.0"] },
};

/** @returns null for a scenario without an entry */
export function truthOf({ scenario, pip }: RecordedCase): ScenarioTruth | null {
  // Up to 21.0 the constraint is not named: the requirement it excludes everything of is "not found".
  if (scenario === "constraint" && comparePips(pip, "21.1") < 0) return { ...NOTHING, missing: ["shared-lib>=2"] };
  const truth = TRUTHS[scenario];
  return truth === undefined ? null : { ...NOTHING, ...truth };
}

/** The same of what was read. */
export function readingOf(facts: BuildFacts): ScenarioTruth {
  const names = (items: readonly { name: string; version: string | null }[]) =>
    items.map((item) => `${item.name} ${item.version}`);
  const causes = facts.conflict?.causes.map(({ kind, requirer, requirement }) =>
    requirer === null ? `${kind} ${requirement}` : `${requirer} needs ${requirement}`,
  );
  return {
    installed: names(facts.installed).sort(),
    removed: names(facts.removed),
    failed: facts.failures.map((failure) => failure.package ?? "a package without a name"),
    conflict: [...new Set(causes)],
    missing: facts.noMatches.map(({ requirement }) => requirement),
    wrongHash: facts.hashMismatches.map(({ requirement }) => requirement),
    yanked: names(facts.yanked),
    broken: facts.broken.map(({ name }) => name),
    tried: facts.backtracking.map(({ name, tried }) => `${name} ${tried.length}`),
    otherPython: facts.requiresPython.length,
    errors: facts.errors.length,
    network: facts.network.length,
    disagreements: facts.disagreements.length,
  };
}
