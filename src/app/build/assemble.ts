import type { FailedBuild, FindingFacts, IndexBypass } from "../../core/findings/facts.ts";
import { findFindings } from "../../core/findings/find-findings.ts";
import { parseLog } from "../../core/log/parser.ts";
import { wholeText } from "../../core/log/reader/log-text.ts";
import type { DependencyGraph } from "../../core/plan/dependencies.ts";
import type { CacheReport, Conflict, Counts, Finding, PackageReport, TargetReport } from "../../core/report/model.ts";
import type { Acquired } from "./acquire.ts";
import type { TargetContext } from "./context.ts";
import type { PreparedInputs } from "./prepare-inputs.ts";
import type { Proof } from "./prove.ts";
import type { Resolution } from "./resolve.ts";

/** Everything that one target's run has brought. */
export interface TargetRun {
  readonly inputs: PreparedInputs;
  readonly resolution: Resolution | null;
  readonly graph: DependencyGraph | null;
  readonly acquired: readonly Acquired[];
  readonly proof: Proof | null;
  readonly cache: CacheReport;
  /** Why it was cut short; null when it was not. */
  readonly incomplete: string | null;
}

export interface TargetResult {
  readonly report: TargetReport;
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
}

export async function assembleTarget(context: TargetContext, run: TargetRun): Promise<TargetResult> {
  const packages = packageReports(context, run);
  const facts = await findingFacts(context, run, packages);
  const { findings, conflicts } = findFindings(facts);
  return {
    report: {
      target: context.target,
      lane: context.lane.kind,
      installer: { name: "pip", version: context.interpreter.pip ?? "unknown" },
      counts: countPackages(run.inputs.requirementCount, packages),
      cache: run.cache,
      packages,
    },
    findings,
    conflicts,
  };
}

function packageReports(context: TargetContext, run: TargetRun): readonly PackageReport[] {
  const done = new Map(run.acquired.map((item) => [item.resolved.name, item]));
  const resolved = run.resolution?.report?.packages ?? [];
  return resolved
    .map((item): PackageReport => {
      const acquired = done.get(item.name);
      return {
        name: item.name,
        version: item.version,
        requestedBy: run.inputs.placesOf(item.name),
        requiredBy: run.graph?.requiredBy(item.name) ?? [],
        origin: acquired?.origin ?? null,
        artifact: acquired?.artifact ?? null,
        file: acquired?.wheel?.entry.file ?? acquired?.chosenFile ?? null,
        sha256: acquired?.wheel?.entry.sha256 ?? null,
        bytes: acquired?.wheel?.entry.bytes ?? null,
        status: acquired?.status ?? "skipped",
        verdict: null,
        lane: acquired?.status === "built" || acquired?.status === "failed" ? context.lane.kind : null,
        seconds: { download: rounded(acquired?.seconds.download), build: rounded(acquired?.seconds.build) },
        log: acquired?.log ?? null,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Milliseconds are what the clock gives; the digits behind them are noise. */
function rounded(seconds: number | null | undefined): number | null {
  return seconds == null ? null : Math.round(seconds * 1000) / 1000;
}

function countPackages(requirements: number, packages: readonly PackageReport[]): Counts {
  const count = (status: PackageReport["status"]): number => packages.filter((item) => item.status === status).length;
  return {
    requirements,
    packages: packages.length,
    downloaded: count("downloaded"),
    built: count("built"),
    reused: count("reused"),
    failed: count("failed"),
  };
}

async function findingFacts(
  context: TargetContext,
  run: TargetRun,
  packages: readonly PackageReport[],
): Promise<FindingFacts> {
  const { resolution, inputs } = run;
  const yanked = (resolution?.report?.packages ?? []).filter((item) => item.isYanked);
  return {
    target: context.target,
    requirements: inputs.located,
    resolution:
      resolution === null
        ? null
        : {
            file: resolution.log,
            parse: resolution.parse,
            resolved: resolution.report !== null,
            text: wholeText(resolution.bytes),
          },
    packages,
    failedBuilds: await failedBuilds(context, run.acquired),
    yanked: yanked.map(({ name, version }) => ({ name, version, reason: null })),
    troubles: context.session.troubles(),
    bypasses: inputs.bypasses satisfies readonly IndexBypass[],
    incomplete: run.incomplete ?? refutation(run.proof) ?? brokenFiles(run.acquired),
  };
}

async function failedBuilds(context: TargetContext, acquired: readonly Acquired[]): Promise<readonly FailedBuild[]> {
  const failures: FailedBuild[] = [];
  for (const { resolved, failure, chosenFile, log } of acquired) {
    if (failure?.kind !== "build" || log === null) continue;
    const bytes = await context.ports.files.readFile(`${context.output}/${log}`, { limit: 512 * 1024 * 1024 });
    const { name, version } = resolved;
    const file = chosenFile === resolved.displayName ? null : chosenFile;
    const { reason } = failure.failure;
    failures.push({
      name,
      version,
      file,
      logFile: log,
      parse: parseLog(bytes),
      text: wholeText(bytes),
      lane: context.lane.kind,
      reason,
    });
  }
  return failures;
}

function refutation(proof: Proof | null): string | null {
  if (proof?.kind !== "refuted") return null;
  return `pip does not accept the finished wheelhouse for the same requirements (${proof.log}): ${proof.reason}`;
}

function brokenFiles(acquired: readonly Acquired[]): string | null {
  const sentences = acquired.flatMap(({ resolved, failure }) =>
    failure?.kind === "file" ? [`${resolved.name} ${resolved.version} could not be had: ${failure.message}`] : [],
  );
  return sentences.length === 0 ? null : sentences.join(" ");
}
