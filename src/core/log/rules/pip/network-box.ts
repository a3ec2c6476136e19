import type { EventBody } from "../../event.ts";
import { plainAddress } from "../../names.ts";

type Problem = Extract<EventBody, { kind: "network" }>["problem"];

/** Boxes about the way to an index: the first from 25.1, the others from 26.2 (exceptions.py). */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  "incomplete-download": "incomplete",
  "connection-failed": "connection",
  "connection-timeout": "timeout",
  "ssl-verification-failed": "certificate",
  "ssl-missing": "certificate",
  "proxy-connection-failed": "proxy",
};
const WHERE = / (?:fetching|fetch|for|URL:) (\S+:\/\/\S+)/;

/** The box as trouble with an index; null for boxes about something else. `text`: message and context in one line. */
export function networkBox(reference: string, text: string): EventBody | null {
  const problem = Object.hasOwn(PROBLEMS, reference) ? PROBLEMS[reference] : undefined;
  if (problem === undefined) return null;
  const where = WHERE.exec(` ${text}`)?.[1];
  return {
    kind: "network",
    problem,
    status: null,
    where: where === undefined ? null : plainAddress(where),
    detail: text.slice(0, 500),
  };
}
