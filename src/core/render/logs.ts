import type { LogRun, StatedSize } from "../report/log-model.ts";
import type { LogReport } from "../report/model.ts";
import { countOf, listOf, sizeOf, timeOf } from "./words.ts";

const TOOLS: Readonly<Record<LogReport["format"], string>> = {
  pip: "pip",
  uv: "uv",
  poetry: "Poetry",
  pipenv: "Pipenv",
  "pip-compile": "pip-compile",
  conda: "conda",
  cibuildwheel: "cibuildwheel",
  backend: "build backend",
  buildkit: "BuildKit",
  "legacy-docker": "Docker",
  unknown: "unknown format",
};

/** `pip 26.3`, `pip 23.1 to 26.0.1`, `pip in BuildKit`. */
export function toolWords({ format, formats, toolVersion, runs }: LogReport): string {
  const version = toolVersion ?? (format === "pip" ? rangeWords(runs.find((run) => run.tool === "pip")) : null);
  const name = [TOOLS[format], ...(version === null ? [] : [version])].join(" ");
  const around = formats.filter((other) => other !== format && WRAPPERS.has(other)).map((other) => TOOLS[other]);
  return around.length === 0 ? name : `${name} in ${listOf(around)}`;
}

/** What the forms of pip's messages leave over, when it does not name itself. */
function rangeWords(run: LogRun | undefined): string | null {
  const { min = null, max = null } = run?.versionRange ?? {};
  if (min === null) return max === null ? null : `${max} or older`;
  if (max === null) return `${min} or newer`;
  return min === max ? min : `${min} to ${max}`;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  "buildkit",
  "legacy-docker",
  "cibuildwheel",
  "poetry",
  "pipenv",
  "conda",
]);

export const ENDED: Readonly<Record<LogReport["ended"], string>> = {
  well: "ended well",
  badly: "failed",
  unknown: "its end is not known",
};

/** What a log adds up to, one fact after the other. Plain text with foreign names in it. */
export interface LogFact {
  /** At most 9 letters. */
  readonly label: "steps" | "runs" | "packages" | "downloads" | "reused" | "tried" | "twice" | "retries" | "disputed";
  readonly text: string;
}

const SHOWN = 8;

export function logFacts(log: LogReport): readonly LogFact[] {
  const { totals, runs } = log;
  const { hits } = totals;
  return [
    ...(log.steps.length > 0 ? [{ label: "steps" as const, text: stepWords(log) }] : []),
    ...(runs.length > 1 ? [{ label: "runs" as const, text: runWords(log) }] : []),
    ...(totals.packages > 0 ? [{ label: "packages" as const, text: packageWords(log) }] : []),
    ...(totals.downloads > 0 ? [{ label: "downloads" as const, text: downloadWords(log) }] : []),
    ...(hits.denominator > 0 ? [{ label: "reused" as const, text: hitWords(log) }] : []),
    ...some(log.backtracking, "tried", triedWords, "project"),
    ...some(log.duplicates, "twice", twiceWords, "project"),
    ...(totals.retries > 0 ? [{ label: "retries" as const, text: countOf(totals.retries, "connection") }] : []),
    ...some(log.disagreements, "disputed", ({ message }) => message, "contradiction"),
  ];
}

function some<T>(
  all: readonly T[],
  label: LogFact["label"],
  words: (item: T) => string,
  noun: string,
): readonly LogFact[] {
  const shown = all.slice(0, SHOWN).map((item) => ({ label, text: words(item) }));
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, { label, text: `… and ${countOf(rest, `more ${noun}`)}` }] : shown;
}

function stepWords({ steps }: LogReport): string {
  const statuses = ["done", "cached", "failed", "canceled", "unfinished"] as const;
  const shares = statuses
    .map((status) => [steps.filter((step) => step.status === status).length, status] as const)
    .filter(([count]) => count > 0);
  const slowest = steps.reduce((a, b) => ((b.seconds ?? 0) > (a?.seconds ?? 0) ? b : a), steps[0]);
  const long =
    slowest?.seconds == null || slowest.seconds < 1 ? "" : `; longest: ${slowest.name}, ${timeOf(slowest.seconds)}`;
  return `${steps.length}: ${shares.map(([count, status]) => `${count} ${status}`).join(", ")}${long}`;
}

function runWords({ runs }: LogReport): string {
  const failed = runs.filter(({ outcome }) => outcome === "failed").length;
  const tools = [...new Set(runs.map(({ tool }) => tool))];
  return `${countOf(runs.length, "command")} of ${listOf(tools)}${failed > 0 ? `, ${failed} of them failed` : ""}`;
}

function packageWords({ totals, packages }: LogReport): string {
  const installed = packages.filter(({ status }) => status === "installed");
  const there = installed.filter(({ origin }) => origin === "installed").length;
  const fetched = packages.filter(({ status }) => status === "downloaded").length;
  const shares = [
    [fetched, "downloaded"],
    [totals.reused, "from a cache or wheelhouse"],
    [totals.built, "built"],
    // uv does not say where it has them from.
    [installed.length - there, "installed"],
    [there, "there already"],
    [totals.failed, "failed"],
    [totals.removed, "removed"],
  ] as const;
  const words = shares.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return words.length === 0 ? `${totals.packages} looked at` : `${totals.packages}: ${words.join(", ")}`;
}

function downloadWords({ totals }: LogReport): string {
  const { downloads, downloadSize, seconds } = totals;
  const size = downloadSize === null ? "" : `, ${statedSize(downloadSize)}`;
  return `${countOf(downloads, "file")}${size}${seconds.download === null || seconds.download < 0.05 ? "" : ` in ${timeOf(seconds.download)}`}`;
}

function hitWords({ totals: { hits, method } }: LogReport): string {
  const where = {
    wheelhouse: "all from a wheelhouse",
    index: "all from the index",
    mixed: "from index and wheelhouse",
  };
  const how = method === null ? "" : `; ${where[method]}`;
  return `${hits.numerator} of ${hits.denominator} needed no download${how}`;
}

/** How much time and traffic backtracking has cost. */
function triedWords({ name, tried, taken, size, seconds }: LogReport["backtracking"][number]): string {
  const dropped = tried.map(({ version }) => version).filter((version) => version !== taken);
  const shown = dropped.slice(0, 4).join(", ");
  const more = dropped.length > 4 ? ` and ${dropped.length - 4} more` : "";
  const cost = [
    ...(size === null ? [] : [statedSize(size)]),
    ...(seconds === null || seconds < 0.05 ? [] : [timeOf(seconds)]),
  ];
  const price = cost.length === 0 ? "" : `, ${cost.join(" and ")} spent on them`;
  return `${name} ${shown}${more}${taken === null ? "; none was taken" : ` before ${taken}`}${price}`;
}

function twiceWords({ kind, name, files, wasted }: LogReport["duplicates"][number]): string {
  const size = wasted === null ? "" : `, ${statedSize(wasted)} more than needed`;
  const what = {
    "same-file": `${files[0]} was downloaded ${files.length === 2 ? "twice" : `${files.length} times`}`,
    backtracking: `${files.length} versions of ${name} were downloaded for one`,
    "several-files": `${files.length} files of ${name} were downloaded by several commands`,
  };
  return `${what[kind]}${size}`;
}

/** `1.4 kB`, or `about 1.4 kB` where the log only states rounded sizes. */
export function statedSize({ bytes, exact }: StatedSize): string {
  return exact ? sizeOf(bytes) : `about ${sizeOf(bytes)}`;
}
