import type { LogEvent } from "../event.ts";

/** The releases that can have written something; null for an end that nothing tells. Both ends are included. */
export interface ReleaseRange {
  readonly min: string | null;
  readonly max: string | null;
}

interface Form {
  readonly since: string | null;
  readonly until: string | null;
  fits(event: LogEvent): boolean;
}

const isStep =
  (pattern: RegExp) =>
  (event: LogEvent): boolean =>
    event.kind === "step" && pattern.test(event.step);

/** What only some releases print (pip's tags 20.3 – 26.3). The releases are those of `docs/pip-messages.md`. */
const FORMS: readonly Form[] = [
  { since: null, until: "21.0.1", fits: (event) => event.kind === "no-candidate" && event.versions === null },
  { since: null, until: "21.2.4", fits: isStep(/^Preparing wheel metadata$|\(PEP 517\)$/) },
  { since: "21.3", until: "21.3", fits: isStep(/^Preparing wheel metadata \(pyproject\.toml\)$/) },
  { since: "21.3.1", until: null, fits: isStep(/^Preparing metadata \(pyproject\.toml\)$/) },
  { since: "21.3", until: null, fits: isStep(/^Building (?:wheel|editable) for .+ \(pyproject\.toml\)$/) },
  { since: "21.3", until: null, fits: isStep(/editable/) },
  { since: null, until: "25.2", fits: isStep(/\(setup\.py\)$/) },
  { since: null, until: "23.0.1", fits: isStep(/^Running setup\.py install for /) },
  { since: null, until: "21.3.1", fits: (event) => event.kind === "build-failed" && event.via === "block" },
  { since: "22.0", until: null, fits: (event) => event.kind === "build-failed" && event.via === "box" },
  { since: "22.0", until: null, fits: (event) => event.kind === "error-box" },
  {
    since: "25.3",
    until: null,
    fits: (event) =>
      event.kind === "build-failed" && /^installing (?:build|backend) dependencies for /.test(event.step ?? ""),
  },
  {
    since: "22.0",
    until: "25.2",
    fits: (event) => event.kind === "build-failed" && (event.step ?? "").startsWith("pip subprocess to install "),
  },
  { since: "22.3", until: null, fits: (event) => event.kind === "downloading" && event.artifact === "metadata" },
  { since: null, until: "26.0.1", fits: (event) => event.kind === "downloading" && event.url !== null },
  { since: "23.1", until: null, fits: (event) => event.kind === "collecting" && event.from !== null },
  { since: "22.1", until: null, fits: (event) => event.kind === "ignored-versions" },
  { since: "23.3", until: null, fits: (event) => event.kind === "ignored-versions" && event.reason === "yanked" },
  {
    since: "21.1",
    until: null,
    fits: (event) => event.kind === "conflict-causes" && event.causes.some(({ kind }) => kind === "constraint"),
  },
  {
    since: null,
    until: "24.0",
    fits: (event) => event.kind === "advice" && event.text.includes("to allow pip attempt"),
  },
  {
    since: "24.1",
    until: null,
    fits: (event) => event.kind === "advice" && event.text.includes("allow pip to attempt"),
  },
  { since: "22.2", until: null, fits: (event) => event.kind === "success" && event.action === "would-install" },
  { since: "21.2", until: null, fits: (event) => event.kind === "vcs" && event.phase === "resolved" },
  { since: null, until: "21.3.1", fits: (event) => event.kind === "download-progress" && event.form === "classic" },
  { since: "22.0", until: "25.1.1", fits: (event) => event.kind === "download-progress" && event.form === "eta" },
  { since: "25.2", until: null, fits: (event) => event.kind === "download-progress" && event.form === "elapsed" },
  { since: "24.1", until: null, fits: (event) => event.kind === "download-progress" && event.form === "raw" },
];

/**
 * Which pip wrote the events of one run: what it says itself, else what the forms that it used leave over. Null when
 * they tell nothing, or contradict each other (several pips, or a build that speaks as pip does).
 */
export function pipVersionRange(events: readonly LogEvent[]): ReleaseRange | null {
  const said = events.map(saidVersion).find((version) => version !== null);
  if (said !== undefined && said !== null) return { min: said, max: said };
  let min: string | null = null;
  let max: string | null = null;
  for (const form of FORMS) {
    if (!events.some(form.fits)) continue;
    if (form.since !== null && (min === null || compareReleases(form.since, min) > 0)) min = form.since;
    if (form.until !== null && (max === null || compareReleases(form.until, max) < 0)) max = form.until;
  }
  if (min === null && max === null) return null;
  return min !== null && max !== null && compareReleases(min, max) > 0 ? null : { min, max };
}

/** The version, when pip names it: exactly, and its own. */
function saidVersion(event: LogEvent): string | null {
  if (event.kind === "using-pip") return event.version;
  if (event.kind === "pip-notice") return event.installed;
  return event.kind === "json-document" ? event.pipVersion : null;
}

/** Releases of pip: two or three numbers. Negative when `a` is older. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(".").map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
