import { normalizeName } from "../../pep/name.ts";
import type { LogEvent } from "../event.ts";
import { fileProject } from "../names.ts";

/** urllib3 ends the message with the path that it tried: a project's page, or a file. */
const PAGE = /\/([A-Za-z0-9._-]{1,200})\/?$/;

/** Connections that broke and were tried again, by normalised project name; `""` for those that name none. */
export function retriesOf(events: readonly LogEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "network" || event.problem !== "retry") continue;
    const name = projectOf(event.detail);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function projectOf(detail: string): string {
  const path = detail.slice(detail.lastIndexOf(": ") + 2).replace(/[?#][\s\S]*$/, "");
  const last = PAGE.exec(path)?.[1] ?? "";
  return normalizeName(fileProject(last.replace(/\.metadata$/, "")) ?? last);
}
