import { WheelhouseError } from "../../core/error.ts";
import type { PipPackage } from "../../core/log/facts/pip-report.ts";
import { fileOf, needsBuild, originOf, type Source, sourceOf } from "../../core/plan/source.ts";
import type { PackageReport } from "../../core/report/model.ts";
import type { ManifestWheel } from "../../core/store/manifest.ts";
import type { TakenFile } from "../../ports/index-gateway.ts";
import { type BuildFailure, type BuiltFile, buildWheel } from "./build-wheel.ts";
import type { RestoredWheel, TargetContext } from "./context.ts";
import { inspectWheel } from "./inspect-wheel.ts";

/** What became of one package. */
export interface Acquired {
  readonly resolved: PipPackage;
  readonly status: "reused" | "downloaded" | "built" | "failed";
  readonly origin: PackageReport["origin"];
  readonly artifact: "wheel" | "sdist";
  readonly seconds: PackageReport["seconds"];
  /** The wheel on disk and its entry of the manifest; null when it failed. */
  readonly wheel: { readonly path: string; readonly entry: ManifestWheel } | null;
  /** The file that was chosen (or built from), for the report when there is no wheel. */
  readonly chosenFile: string;
  readonly log: string | null;
  readonly failure: AcquireFailure | null;
}

export type AcquireFailure =
  | { readonly kind: "build"; readonly failure: BuildFailure }
  | { readonly kind: "file"; readonly message: string };

/** Takes the package's wheel from the wheelhouse, downloads it, or builds it. Only cancelling and a full disk reject. */
export async function acquire(context: TargetContext, resolved: PipPackage): Promise<Acquired> {
  const indexed = context.session.identify(resolved.url);
  const source = sourceOf(resolved, indexed !== null);
  try {
    const held = indexed?.held ?? null;
    if (held !== null) return reuse(context, resolved, context.restored.get(held.sha256), held.sha256);
    if (source.kind === "index" && resolved.sha256 !== null) {
      const built = findBuiltFrom(context, resolved.sha256);
      if (built !== null) return reuse(context, resolved, built, built.wheel.sha256);
    }
    return needsBuild(source) ? await build(context, resolved, source) : await fetchWheel(context, resolved, source);
  } catch (error) {
    if (context.ports.signal.aborted || (error instanceof WheelhouseError && error.code === "disk-full")) throw error;
    const message = context.session.redact(error instanceof Error ? error.message : String(error));
    return failed(resolved, source, { kind: "file", message });
  }
}

/** The wheel that an earlier run built from the sdist with this digest. */
function findBuiltFrom(context: TargetContext, sdistSha256: string): RestoredWheel | null {
  for (const restored of context.restored.values()) {
    if (restored.held.sdistSha256 === sdistSha256) return restored;
  }
  return null;
}

function reuse(
  context: TargetContext,
  resolved: PipPackage,
  restored: RestoredWheel | undefined,
  sha256: string,
): Acquired {
  if (restored === undefined) throw new Error(`the wheel ${sha256} is held but was not restored`);
  context.ports.log.info(`${resolved.name} ${resolved.version}: reused ${restored.wheel.file}`);
  return {
    resolved,
    status: "reused",
    origin: "cache",
    artifact: restored.wheel.origin === "built" ? "sdist" : "wheel",
    seconds: { download: null, build: null },
    wheel: { path: restored.held.path, entry: restored.wheel },
    chosenFile: restored.wheel.file,
    log: null,
    failure: null,
  };
}

async function fetchWheel(context: TargetContext, resolved: PipPackage, source: Source): Promise<Acquired> {
  const filename = fileOf(source) ?? "";
  const taken = await take(context, resolved, source);
  const restored = context.restored.get(taken.sha256);
  if (restored !== undefined) return reuse(context, resolved, restored, taken.sha256);
  const inspected = await inspectWheel(context, taken.path, filename, resolved);
  if (inspected.kind === "refused") return failed(resolved, source, { kind: "file", message: inspected.reason });
  context.ports.log.info(`${resolved.name} ${resolved.version}: downloaded ${filename}`);
  const indexed = context.session.identify(resolved.url);
  return {
    resolved,
    status: "downloaded",
    origin: originOf(source),
    artifact: "wheel",
    seconds: { download: taken.seconds, build: null },
    wheel: {
      path: taken.path,
      entry: {
        file: filename,
        bytes: taken.bytes,
        sha256: taken.sha256,
        tags: inspected.tags,
        origin: "index",
        url: indexed?.url ?? context.session.redact(resolved.url),
        indexSha256: indexed?.sha256 ?? null,
      },
    },
    chosenFile: filename,
    log: null,
    failure: null,
  };
}

async function take(context: TargetContext, resolved: PipPackage, source: Source): Promise<TakenFile> {
  if (source.kind === "index") return await context.session.take(resolved.url);
  if (source.kind === "direct") return await context.session.takeDirect(resolved.url, resolved.sha256);
  if (source.kind !== "file") throw new TypeError(`${source.kind} is no file`);
  const path = context.lane.outside(source.path);
  const digest = await context.ports.files.digest(path);
  return { path, ...digest, seconds: null, source: "index" };
}

async function build(context: TargetContext, resolved: PipPackage, source: Source): Promise<Acquired> {
  const file = fileOf(source);
  const taken = file === null ? null : await take(context, resolved, source);
  const sdist = taken === null || file === null ? null : { file, sha256: taken.sha256, path: taken.path };
  const outcome = await buildWheel(context, resolved, source, sdist);
  const seconds = { download: taken?.seconds ?? null, build: outcome.seconds };
  if (outcome.kind === "failed") {
    return { ...failed(resolved, source, { kind: "build", failure: outcome }), seconds, log: outcome.log };
  }
  return {
    resolved,
    status: "built",
    origin: originOf(source),
    artifact: "sdist",
    seconds,
    wheel: { path: outcome.path, entry: builtEntry(context, resolved, source, sdist, outcome) },
    chosenFile: outcome.file,
    log: outcome.log,
    failure: null,
  };
}

function builtEntry(
  context: TargetContext,
  resolved: PipPackage,
  source: Source,
  sdist: { readonly file: string; readonly sha256: string } | null,
  built: BuiltFile,
): ManifestWheel {
  const { host } = context.ports;
  return {
    file: built.file,
    bytes: built.bytes,
    sha256: built.sha256,
    tags: built.tags,
    origin: "built",
    sdist: sdist === null ? null : { file: sdist.file, sha256: sdist.sha256 },
    source: sdist === null ? context.session.redact(source.kind === "vcs" ? source.requirement : resolved.name) : null,
    builder: {
      pip: context.interpreter.pip ?? "unknown",
      python: context.interpreter.version,
      image: context.lane.kind === "native" ? null : context.lane.description,
      lane: context.lane.kind,
    },
    ref: host.run?.ref ?? null,
    event: host.run?.event ?? null,
    runId: host.run?.id ?? null,
    trust: host.trust.class,
  };
}

function failed(resolved: PipPackage, source: Source, failure: AcquireFailure): Acquired {
  return {
    resolved,
    status: "failed",
    origin: originOf(source),
    artifact: needsBuild(source) ? "sdist" : "wheel",
    seconds: { download: null, build: null },
    wheel: null,
    chosenFile: fileOf(source) ?? resolved.displayName,
    log: null,
    failure,
  };
}
