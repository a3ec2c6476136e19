import type { PipPackage } from "../../core/log/facts/pip-report.ts";
import type { Source } from "../../core/plan/source.ts";
import { findEmulatorCrash } from "../../core/target/emulator-crash.ts";
import type { Exit } from "../../ports/process.ts";
import { indexArguments, type TargetContext } from "./context.ts";
import { inspectWheel } from "./inspect-wheel.ts";
import { keepLog } from "./keep-log.ts";
import { readable } from "./readable.ts";

export interface BuiltFile {
  readonly kind: "built";
  readonly path: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly tags: readonly string[];
  readonly seconds: number;
  /** Relative to the output folder. */
  readonly log: string;
}

export interface BuildFailure {
  readonly kind: "failed";
  readonly seconds: number;
  readonly log: string;
  /** Why, when it is not the build's own log that says so. */
  readonly reason: string | null;
}

/** `pip wheel --no-deps` of one sdist, folder or repository, with a log of its own. One second try after a crash of QEMU. */
export async function buildWheel(
  context: TargetContext,
  resolved: PipPackage,
  source: Source,
  sdist: { readonly file: string; readonly path: string } | null,
): Promise<BuiltFile | BuildFailure> {
  const { files, log, signal } = context.ports;
  const label = `${resolved.name} ${resolved.version}`;
  log.stage(`Building ${label} (${context.lane.kind})`);
  const folder = `${context.work}/built/${resolved.name}`;
  const logName = `${resolved.name}-${resolved.version.replaceAll(/[^A-Za-z0-9.+-]/g, "_")}.log`;
  const raw = `${context.work}/logs/${logName}`;
  const subject = await subjectOf(context, source, sdist);
  let exit = await runPipWheel(context, subject, folder, raw, {});
  if (exit.code !== 0 && context.lane.kind === "emulated" && findEmulatorCrash(exit) !== null && !signal.aborted) {
    log.warning(`${label}: the emulator crashed; trying once more with one job`);
    exit = await runPipWheel(context, subject, folder, raw, { MAKEFLAGS: "-j1", MAX_JOBS: "1" });
  }
  // On a full disk the half of a wheel that pip leaves would take the room of its log.
  if (exit.code !== 0) await files.remove(folder);
  const kept = await keepLog(context, raw, logName);
  signal.throwIfAborted();
  const failure = (reason: string | null): BuildFailure => ({
    kind: "failed",
    seconds: exit.seconds,
    log: kept,
    reason,
  });
  if (exit.code !== 0) return failure(exit.tail.findLast((line) => line.includes("No space left on device")) ?? null);
  const wheels = (await files.list(folder)).filter((name) => name.endsWith(".whl"));
  const [file] = wheels;
  if (file === undefined || wheels.length > 1) return failure(`pip wheel left ${wheels.length} wheels`);
  const path = `${folder}/${file}`;
  const inspected = await inspectWheel(context, path, file, resolved);
  if (inspected.kind === "refused") return failure(inspected.reason);
  const digest = await files.digest(path);
  log.info(`${label}: built ${file} in ${exit.seconds.toFixed(1)} s`);
  return { kind: "built", path, file, ...digest, tags: inspected.tags, seconds: exit.seconds, log: kept };
}

interface Subject {
  /** pip's argument. */
  readonly requirement: string;
  readonly cwd: string;
}

/**
 * What pip is asked to build. An sdist is linked to its own name first, since pip reads the name out of the file name,
 * and named from its own folder: in an absolute path pip would take a ";" for the beginning of a marker.
 */
async function subjectOf(
  context: TargetContext,
  source: Source,
  sdist: { readonly file: string; readonly path: string } | null,
): Promise<Subject> {
  const { files } = context.ports;
  const elsewhere = `${context.work}/empty`;
  await files.makeFolder(elsewhere);
  if (source.kind === "vcs") return { requirement: source.requirement, cwd: elsewhere };
  if (source.kind === "folder") return { requirement: source.path, cwd: elsewhere };
  if (sdist === null) throw new TypeError("a file without a path");
  const folder = `${context.work}/sdists`;
  await files.place(sdist.path, `${folder}/${sdist.file}`);
  return { requirement: `./${sdist.file}`, cwd: folder };
}

async function runPipWheel(
  context: TargetContext,
  subject: Subject,
  folder: string,
  logFile: string,
  env: Readonly<Record<string, string>>,
): Promise<Exit> {
  const { files, log, signal } = context.ports;
  await files.remove(folder);
  await files.makeFolder(folder);
  return await context.lane.python({
    arguments: [
      ...["-m", "pip", "wheel", "--no-deps", "--wheel-dir", context.lane.inside(folder)],
      ...["--log", context.lane.inside(logFile)],
      ...indexArguments(context),
      "--",
      subject.requirement,
    ],
    cwd: subject.cwd,
    env: { ...context.pipEnvironment, ...env },
    onLine: (line) => log.foreign(readable(context, line)),
    signal,
  });
}
