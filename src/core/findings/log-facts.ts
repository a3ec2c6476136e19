import type { LogParse } from "../log/event.ts";
import { type BuildFacts, reduceFacts } from "../log/facts/facts.ts";

const KNOWN = new WeakMap<LogParse, BuildFacts>();

/** What a log adds up to by its text alone. Every check asks for it, so it is added up once for a log. */
export function logFacts(log: LogParse): BuildFacts {
  const known = KNOWN.get(log);
  if (known !== undefined) return known;
  const facts = reduceFacts({ log });
  KNOWN.set(log, facts);
  return facts;
}
