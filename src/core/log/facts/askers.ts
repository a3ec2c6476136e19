import { normalizeName } from "../../pep/name.ts";
import type { LogEvent, LogParse } from "../event.ts";
import { requirementName } from "../names.ts";

/** A line of the user's files, as pip names it: `-r requirements.txt (line 3)`. */
export interface NamedLine {
  readonly kind: "requirement" | "constraint";
  /** As pip got it. */
  readonly file: string;
  readonly line: number;
  /** Normalised name of what the line asks for. */
  readonly name: string;
}

/** Who asked for what, as far as pip prints it behind `(from …)`. */
export interface Askers {
  readonly lines: readonly NamedLine[];
  /** Normalised name → normalised names of the packages that need it, in order of appearance. */
  readonly requiredBy: ReadonlyMap<string, readonly string[]>;
}

export function askersOf({ events }: Pick<LogParse, "events">): Askers {
  const lines = new Map<string, NamedLine>();
  const requiredBy = new Map<string, Set<string>>();
  for (const event of events) {
    const chain = chainOf(event);
    if (chain === null) continue;
    // Innermost first: each link is asked for by the next one.
    for (const [index, wanted] of chain.entries()) {
      const asker = chain[index + 1];
      const name = nameOf(wanted);
      if (asker === undefined || name === null) continue;
      const line = lineOf(asker, name);
      if (line !== null) lines.set(`${line.kind} ${line.file} ${line.line} ${name}`, line);
      const requirer = line === null ? nameOf(asker) : null;
      if (requirer === null) continue;
      if (!requiredBy.has(name)) requiredBy.set(name, new Set());
      requiredBy.get(name)?.add(requirer);
    }
  }
  return { lines: [...lines.values()], requiredBy: new Map([...requiredBy].map(([name, set]) => [name, [...set]])) };
}

/** The requirement, then who asked for it, and so on to the user. */
function chainOf(event: LogEvent): readonly string[] | null {
  if (event.kind !== "collecting" && event.kind !== "no-candidate" && event.kind !== "no-matching-distribution")
    return null;
  return event.from === null ? null : [event.requirement, ...event.from];
}

function nameOf(text: string): string | null {
  const name = requirementName(text);
  return name === null ? null : normalizeName(name);
}

const LINE = /^-([rc]) (.{1,4096}) \(line (\d{1,9})\)$/;

function lineOf(text: string, name: string): NamedLine | null {
  const [, option, file, line] = LINE.exec(text) ?? [];
  if (file === undefined) return null;
  return { kind: option === "c" ? "constraint" : "requirement", file, line: Number(line), name };
}
