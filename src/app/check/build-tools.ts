import type { Verdict } from "../../core/index/verdict.ts";
import { evaluateMarker, isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import { parseVersion } from "../../core/pep/version.ts";
import type { PlanPackage, SourceNeeds } from "../../core/plan/stages/install-plan.ts";
import type { IndexClientSession } from "../../ports/index-client.ts";
import type { Wanted } from "./closure.ts";
import type { IndexSource } from "./index-source.ts";
import { type JudgeRequest, judgePackage } from "./judge-package.ts";

export interface ToolSearch {
  readonly check: JudgeRequest & { readonly session: IndexClientSession; readonly signal: AbortSignal };
  readonly source: IndexSource;
  readonly environment: MarkerEnvironment;
}

/** More are not looked at: builds ask for a few dozen at most. */
const MOST_TOOLS = 300;

/** Wheels of these need nothing, and nearly every build asks for them. */
const NEEDS_NOTHING: ReadonlySet<string> = new Set(["setuptools", "pip"]);

/**
 * What builds ask for that is not to be installed itself, with what that needs at run time, and what its own build asks
 * for where it has no wheel, and so on: each in the version that an installer would take for the first who asks.
 * @param planned what is to be installed
 */
export async function buildTools(planned: readonly PlanPackage[], search: ToolSearch): Promise<readonly PlanPackage[]> {
  const { check } = search;
  const seen = new Set(planned.map(({ name }) => name));
  const tools: PlanPackage[] = [];
  let asked = planned.flatMap(({ build }) => build?.requires ?? []);
  while (asked.length > 0 && !check.signal.aborted) {
    const fresh = asked.filter(({ name, url }) => {
      if (url !== null || seen.has(name) || seen.size - planned.length >= MOST_TOOLS) return false;
      seen.add(name);
      return !(NEEDS_NOTHING.has(name) && check.policy.wheelIsAllowed(name));
    });
    const found = await Promise.all(fresh.map((requirement) => findTool(requirement, search)));
    tools.push(...found.flatMap((each) => each?.tool ?? []));
    asked = found.flatMap((each) => each?.asks ?? []);
  }
  return tools;
}

interface FoundTool {
  readonly tool: PlanPackage;
  readonly asks: readonly Requirement[];
}

/** Null: the indexes do not say what would be taken. */
async function findTool(
  requirement: Requirement,
  { check, source, environment }: ToolSearch,
): Promise<FoundTool | null> {
  const { name } = requirement;
  const wanted: Wanted = { ...UNPLACED, name, requirement, text: requirement.canonical };
  const { verdict, file } = await judgePackage(check, wanted);
  const version = verdict.version === null ? null : parseVersion(verdict.version);
  if (version === null || !version.ok || file === null) return null;
  const isBuilt = verdict.wheel === null;
  const [answer] = await source.requirements([{ name, version: version.value, url: null }], check.target);
  const requires = answer?.state === "known" ? answer.requires : [];
  const needs = requires.filter(
    ({ marker }) => marker === null || evaluateMarker(marker, environment, requirement.extras),
  );
  const sdist = isBuilt ? (await check.session.metadata(file)).sdist : null;
  const build = isBuilt ? sourceNeeds(sdist?.buildRequires ?? null, verdict, environment) : null;
  return {
    tool: {
      ...{ name, version: version.value.normalized, pin: `${name}==${version.value.normalized}`, build },
      ...{ needs: needs.map((need) => need.name), isHard: false, indexUrl: null, isTool: true },
    },
    asks: [...needs, ...(build?.requires ?? [])],
  };
}

const UNPLACED = { version: null, url: null, listed: null, places: [], needs: [] } as const;

/** @param buildRequires `[build-system] requires` as written; null: not known */
export function sourceNeeds(
  buildRequires: readonly string[] | null,
  { siblings }: Verdict,
  environment: MarkerEnvironment,
): SourceNeeds {
  const read = buildRequires?.map(parseRequirement) ?? null;
  return {
    // One that cannot be read leaves the build to the installer.
    requires:
      read?.every(({ ok }) => ok) === true
        ? read.flatMap((each) => (each.ok && isMeant(each.value.marker, environment) ? [each.value] : []))
        : null,
    wheels: siblings.flatMap(({ kind, version, wheel }) =>
      (kind === "older" || kind === "newer") && version !== null && wheel !== null
        ? [{ version, isNewer: kind === "newer" }]
        : [],
    ),
  };
}
