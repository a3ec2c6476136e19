import { normalizeName } from "../../pep/name.ts";
import { parseVersion } from "../../pep/version.ts";
import type { LogEvent, Span } from "../event.ts";
import { fileProject } from "../names.ts";
import type { EventRun } from "./runs.ts";

/** A package that was put into the environment or taken out of it. */
export interface ChangeFact {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** Null where pip ≤ 20.3 gives none, for what was installed in development mode. */
  readonly version: string | null;
  /** `dry-run`: pip says what it would do. */
  readonly how: "done" | "dry-run";
  readonly span: Span;
}

/**
 * What a run says that it installed. pip lists nothing that it has not worked on before: an entry without such a line
 * above is only what the log claims, since a build, or any program before pip, can print the same sentence.
 */
export function installedOf(run: EventRun): {
  readonly believed: readonly ChangeFact[];
  readonly claimed: readonly ChangeFact[];
} {
  const worked = new Set<string>();
  const believed: ChangeFact[] = [];
  const claimed: ChangeFact[] = [];
  const isPlan = run.events.some((event) => event.kind === "uv-phase" && event.phase.startsWith("would-"));
  for (const event of run.events) {
    for (const name of namesOf(event)) worked.add(normalizeName(name));
    for (const change of changesOf(event, isPlan)) (worked.has(change.name) ? believed : claimed).push(change);
  }
  return { believed, claimed };
}

/** @param isPlan uv says once for all that it only would */
function changesOf(event: LogEvent, isPlan: boolean): readonly ChangeFact[] {
  if (event.kind === "uv-change") {
    return event.change === "removed"
      ? []
      : [change(event.name, event.version, isPlan ? "dry-run" : "done", event.span)];
  }
  if (event.kind !== "success" || (event.action !== "installed" && event.action !== "would-install")) return [];
  return event.items.flatMap((item) => {
    const how = event.action === "installed" ? "done" : "dry-run";
    const dash = item.lastIndexOf("-");
    const version = item.slice(dash + 1);
    const isVersion = dash > 0 && parseVersion(version).ok;
    return [isVersion ? change(item.slice(0, dash), version, how, event.span) : change(item, null, how, event.span)];
  });
}

/** Packages that this event shows the installer at work on. */
function namesOf(event: LogEvent): readonly string[] {
  if (event.kind === "collecting" || event.kind === "already-satisfied" || event.kind === "obtaining") {
    return known(event.name);
  }
  if (event.kind === "installing") return event.names;
  if (event.kind === "processing") return known(fileProject(event.path));
  if (event.kind === "downloading" || event.kind === "using-cached") return known(fileProject(event.file));
  if (event.kind === "created-wheel" || event.kind === "uv-change") return [event.name];
  return event.kind === "step" ? known(event.package) : [];
}

function known(name: string | null): readonly string[] {
  return name === null ? [] : [name];
}

/** What a run took out of the environment; a version that was replaced is one of them. */
export function removedOf(run: EventRun): readonly ChangeFact[] {
  return run.events.flatMap((event) => {
    if (event.kind === "uv-change" && event.change === "removed") {
      return [change(event.name, event.version, "done", event.span)];
    }
    if (event.kind !== "uninstall" || event.phase !== "removed") return [];
    return [change(event.name, event.version, "done", event.span)];
  });
}

function change(name: string, version: string | null, how: ChangeFact["how"], span: Span): ChangeFact {
  return { name: normalizeName(name), version, how, span };
}
