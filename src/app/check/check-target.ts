import type { AssessedPackage } from "../../core/findings/facts.ts";
import type { AcrossJudgement } from "../../core/index/assess-across.ts";
import type { InputRequirement } from "../../core/inputs/input.ts";
import type { Knowledge } from "../../core/knowledge/merge.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import type { MarkerEnvironment } from "../../core/pep/marker.ts";
import type { PackageReport } from "../../core/report/model.ts";
import { markerEnvironment } from "../../core/target/marker-environment.ts";
import type { Target } from "../../core/target/target.ts";
import type { IndexClientSession } from "../../ports/index-client.ts";
import type { CheckedPackage, CheckedTarget } from "./checked-target.ts";
import { type Closure, linesAlone, solveClosure, type Wanted } from "./closure.ts";
import { type RequiresDist, withDemands } from "./demands.ts";
import { type Enriched, enrich } from "./enrich.ts";
import { excludingFiles } from "./excluding-files.ts";
import { type IndexSource, makeIndexSource } from "./index-source.ts";
import type { CheckInputs } from "./inputs.ts";
import { installPlan } from "./install-plan.ts";
import { judgePackage } from "./judge-package.ts";
import { isLock, joinClosures, lockClosure } from "./lock-closure.ts";
import type { CheckPolicy } from "./policy.ts";
import type { Projects } from "./projects.ts";
import { isElsewhere, unjudgedLines } from "./unjudged.ts";

/** What a check of one target works with. */
export interface TargetCheck {
  readonly target: Target;
  /** What was assumed of the target and of what is to be read, one sentence each. */
  readonly assumed: readonly string[];
  readonly options: CheckOptions;
  readonly inputs: CheckInputs;
  readonly requirements: readonly InputRequirement[];
  readonly policy: CheckPolicy;
  readonly projects: Projects;
  readonly knowledge: Knowledge;
  readonly session: IndexClientSession;
  readonly signal: AbortSignal;
  /** Absent: no. */
  readonly wantsDecisions?: boolean;
}

/** Closure → verdict of each package in it. */
export async function checkTarget(check: TargetCheck): Promise<CheckedTarget> {
  const source = makeIndexSource(check.projects, check.session, check.policy.rules);
  const environment = markerEnvironment(check.target);
  const found = await findClosure(check, source, environment);
  const metadataOf = ({ name, version, url }: Wanted) => source.metadataOf({ name, version, url }, check.target);
  const requiresDist: RequiresDist = (wanted) => metadataOf(wanted)?.requiresDist ?? [];
  const wanted = withDemands(found.wanted, requiresDist, environment);
  const closure = { ...found, wanted };
  const judged = wanted.filter((each) => !isElsewhere(each));
  const assessed = await Promise.all(judged.map((each) => checkPackage(check, each, closure)));
  const locks = check.inputs.files.filter(isLock);
  const known = {
    target: check.target,
    assessed,
    closure: { ...closure.report, text: [...check.assumed, closure.report.text].join(" ") },
    conflicts: closure.conflicts,
    givenUp: closure.givenUp,
    undecided: closure.undecided,
    ...(closure.solved === undefined ? {} : { solved: closure.solved }),
    excludedBy: excludingFiles(check.inputs.files, environment),
    unjudged: unjudgedLines({ requirements: check.requirements, wanted, locks }, environment, check.options),
  };
  return {
    ...known,
    plan: await installPlan(known, { check, source, environment, options: check.options, inputs: check.inputs }),
    tree: {
      target: check.target.id,
      packages: wanted.map((each) => ({
        name: each.name,
        version: each.version?.normalized ?? metadataOf(each)?.version ?? "?",
        requiresDist: requiresDist(each),
      })),
      roots: [...new Set(wanted.filter(({ places }) => places.length > 0).map(({ name }) => name))].sort(),
      needs: (name) => wanted.find((each) => each.name === name)?.needs ?? [],
    },
  };
}

async function findClosure(check: TargetCheck, source: IndexSource, environment: MarkerEnvironment): Promise<Closure> {
  const { target, options, inputs, requirements, policy, signal } = check;
  const locks = inputs.files.filter(isLock);
  // The lock was made of the project's own lines: they are not solved a second time.
  const covered = new Set(
    locks.length === 0 ? [] : inputs.files.filter(({ kind }) => kind === "pyproject").map(({ path }) => path),
  );
  const open = requirements.filter(({ place }) => !covered.has(place.file));
  const request = {
    requirements: open,
    target,
    environment,
    options,
    policy,
    source,
    signal,
    constraints: inputs.constraints,
    wantsDecisions: check.wantsDecisions === true,
  };
  const solve = () => (options.deps ? solveClosure(request) : linesAlone(request));
  if (locks.length === 0) return await solve();
  const locked = lockClosure(locks, environment, { lines: requirements, options });
  return open.length === 0 ? locked : joinClosures(locked, await solve());
}

async function checkPackage(check: TargetCheck, wanted: Wanted, closure: Closure): Promise<CheckedPackage> {
  const judged = await judgePackage(check, wanted);
  const requiredBy = closure.wanted.filter(({ needs }) => needs.includes(wanted.name)).map(({ name }) => name);
  return {
    facts: toFacts({ wanted, requiredBy, judged, enriched: await enrich(check, wanted, judged) }),
    file: judged.file,
    origin: originOf(wanted),
    needs: wanted.needs,
  };
}

function originOf({ url }: Wanted): PackageReport["origin"] {
  return url !== null && /^(?:git|hg|svn|bzr)\+/.test(url) ? "vcs" : url?.startsWith("file:") ? "path" : "index";
}

interface Assessed {
  readonly wanted: Wanted;
  readonly requiredBy: readonly string[];
  readonly judged: AcrossJudgement;
  readonly enriched: Enriched;
}

function toFacts({ wanted, requiredBy, judged, enriched }: Assessed): AssessedPackage {
  return {
    name: wanted.name,
    requirement: wanted.text,
    requestedBy: wanted.places,
    requiredBy,
    yanked: judged.yanked,
    requiresPython: judged.requiresPython,
    indexes: judged.indexes,
    status: judged.status,
    ...enriched,
  };
}
