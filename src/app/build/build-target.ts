import { WheelhouseError } from "../../core/error.ts";
import type { PipPackage } from "../../core/log/facts/pip-report.ts";
import type { MarkerEnvironment } from "../../core/pep/marker.ts";
import { type DependencyGraph, dependencyGraph } from "../../core/plan/dependencies.ts";
import { needsBuild, sourceOf } from "../../core/plan/source.ts";
import { countOf } from "../../core/render/words.ts";
import type { CacheReport } from "../../core/report/model.ts";
import { cacheKey, contentsDigest, isKeyOrRenewed } from "../../core/store/key.ts";
import type { ManifestTarget } from "../../core/store/manifest.ts";
import type { TargetOutcome } from "../build-outcome.ts";
import { saveWheelhouse } from "../save-wheelhouse.ts";
import { type Acquired, acquire } from "./acquire.ts";
import { assembleTarget, type TargetResult, type TargetRun } from "./assemble.ts";
import type { TargetContext } from "./context.ts";
import type { PreparedInputs } from "./prepare-inputs.ts";
import { prepareProof } from "./prepare-proof.ts";
import { type Proof, proveWheelhouse } from "./prove.ts";
import { type Resolution, resolveRequirements } from "./resolve.ts";
import type { Restored } from "./restore.ts";
import { showDecisions } from "./show-decisions.ts";
import { publishWheelhouse, type StagedWheelhouse, stageWheelhouse } from "./wheelhouse.ts";

const DOWNLOADS_AT_ONCE = 6;

export interface TargetJob {
  readonly context: TargetContext;
  readonly inputs: PreparedInputs;
  readonly manifestTarget: ManifestTarget;
  /** `projectScope` of the run. */
  readonly scope: string;
  readonly restored: Restored;
  readonly to: { readonly folder: string; readonly archive: string };
}

export interface BuiltTarget extends TargetResult {
  readonly outcome: TargetOutcome;
  readonly graph: DependencyGraph | null;
  readonly packages: readonly PipPackage[];
}

/** Resolve → acquire → wheelhouse → proof → cache, for one target. What was finished is kept, whatever comes after. */
export async function buildTarget(job: TargetJob): Promise<BuiltTarget> {
  const { context } = job;
  const progress: Progress = { resolution: null, acquired: [], staged: null, proof: null };
  const incomplete = await cutShort(context, () => work(job, progress));
  const late = incomplete === null ? null : await cutShort(context, () => publish(job, progress));
  const graph = graphOf(progress.resolution);
  const run: TargetRun = {
    inputs: job.inputs,
    resolution: progress.resolution,
    graph,
    acquired: progress.acquired,
    proof: progress.proof,
    cache: await saveNow(job, progress.staged),
    incomplete: incomplete ?? late,
  };
  const result = await assembleTarget(context, run);
  const packages = progress.resolution?.report?.packages ?? [];
  return { ...result, graph, packages, outcome: outcomeOf(job, progress.staged) };
}

/** What is known so far; it outlives a run that is cut short. */
interface Progress {
  resolution: Resolution | null;
  readonly acquired: Acquired[];
  staged: StagedWheelhouse | null;
  proof: Proof | null;
}

async function work(job: TargetJob, progress: Progress): Promise<void> {
  const { context, inputs } = job;
  const wanted = countOf(inputs.requirementCount, "requirement");
  context.ports.log.stage(`Resolving ${wanted} with pip ${context.interpreter.pip}`);
  progress.resolution = await resolveRequirements(context, inputs);
  showDecisions(context.ports.log, progress.resolution.parse);
  const { report } = progress.resolution;
  if (report === null) return;
  context.ports.log.stage(`Collecting ${countOf(report.packages.length, "package")}`);
  await acquireAll(context, report.packages, progress.acquired);
  await publish(job, progress);
}

async function publish(job: TargetJob, progress: Progress): Promise<void> {
  const { context } = job;
  if (progress.acquired.length === 0) return;
  const staged = await stageWheelhouse(context, job.manifestTarget, progress.acquired);
  for (const item of staged.changed) progress.acquired[progress.acquired.indexOf(item)] = tampered(item);
  const report = progress.resolution?.report ?? null;
  const isWhole = progress.acquired.length === report?.packages.length && !hasFailed(progress.acquired);
  if (isWhole && !context.ports.signal.aborted) {
    const requirements = await prepareProof(context, job.inputs, progress.acquired);
    progress.proof = await proveWheelhouse(context, requirements, staged.folder);
  }
  progress.staged = staged;
  await publishWheelhouse(context, staged, job.to);
}

/** Files first, several at once, since they only wait for the network; then the builds, one after another. */
async function acquireAll(
  context: TargetContext,
  packages: readonly PipPackage[],
  acquired: Acquired[],
): Promise<void> {
  const builds = packages.filter((item) => needsBuild(sourceOf(item, context.session.identify(item.url) !== null)));
  const queue = packages.filter((item) => !builds.includes(item));
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      context.ports.signal.throwIfAborted();
      acquired.push(await acquire(context, item));
    }
  };
  // All of them end before an error goes on: none may write into a folder that is being removed.
  const ends = await Promise.allSettled(Array.from({ length: DOWNLOADS_AT_ONCE }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  for (const item of builds) {
    context.ports.signal.throwIfAborted();
    acquired.push(await acquire(context, item));
  }
}

/** Runs a stage; being cancelled and a full disk end it with a sentence instead of an exception. */
async function cutShort(context: TargetContext, stage: () => Promise<void>): Promise<string | null> {
  try {
    await stage();
    return null;
  } catch (error) {
    if (context.ports.signal.aborted) return "The run was cancelled; what was finished before is kept.";
    if (error instanceof WheelhouseError && error.exitCode === 1) return `${error.message} ${error.hint ?? ""}`.trim();
    throw error;
  }
}

/** A wheel that was fine and is another one now. */
function tampered(item: Acquired): Acquired {
  const message = `${item.chosenFile} was changed on disk after it had been checked; another build may have done that.`;
  return { ...item, status: "failed", wheel: null, failure: { kind: "file", message } };
}

function hasFailed(acquired: readonly Acquired[]): boolean {
  return acquired.some(({ status }) => status === "failed");
}

function graphOf(resolution: Resolution | null): DependencyGraph | null {
  const report = resolution?.report ?? null;
  return report === null ? null : dependencyGraph(report.packages, report.environment as MarkerEnvironment);
}

async function saveNow(job: TargetJob, staged: StagedWheelhouse | null): Promise<CacheReport> {
  const { restored, context } = job;
  const { host } = context.ports;
  const base = { hit: restored.hit, restoredBytes: restored.bytes, savedBytes: 0, saved: false };
  const join = (...parts: readonly (string | null)[]): string | null =>
    parts.filter((part) => part !== null && part !== "").join(" ") || null;
  if (staged === null) return { ...base, reason: restored.reason };
  if (!host.trust.maySave)
    return { ...base, reason: join(restored.reason, host.trust.mayRestore ? host.trust.reason : null) };
  if (host.saveCache === "never") return { ...base, reason: restored.reason };
  if (host.saveCache === "later") return { ...base, pending: true, reason: restored.reason };
  const saved = await saveWheelhouse(context.ports, {
    folder: job.to.folder,
    work: context.work,
    scope: job.scope,
    restoredKey: restored.key,
    manifestSha256: staged.manifestSha256,
  });
  return { ...base, saved: saved.saved, savedBytes: saved.savedBytes, reason: join(restored.reason, saved.reason) };
}

function outcomeOf(job: TargetJob, staged: StagedWheelhouse | null): TargetOutcome {
  const { context, restored, manifestTarget, scope } = job;
  const trust = context.ports.host.trust.class;
  const contents = staged === null ? null : contentsDigest(staged.manifest.wheels);
  const key = contents === null ? null : cacheKey({ target: manifestTarget, trust, scope, contents }).key;
  return {
    target: context.target,
    wheelhouse: staged === null ? null : job.to.folder,
    archive: staged === null ? null : job.to.archive,
    scope,
    restoredKey: restored.key,
    manifestSha256: staged?.manifestSha256 ?? null,
    key,
    cacheHit: key !== null && restored.key !== null && isKeyOrRenewed(restored.key, key),
  };
}
