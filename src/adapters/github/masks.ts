import { formatCommand, type Sink } from "./commands.ts";

/** Shorter texts would blank out half of the log: "a" is no secret worth keeping. */
const SHORTEST_SECRET = 4;

/**
 * Tells the runner to hide these texts from now on, line by line: it masks lines, so a secret of several lines is
 * several secrets. Returns what was masked, without duplicates.
 */
export function maskSecrets(sink: Sink, secrets: readonly string[]): readonly string[] {
  const lines = secrets.flatMap((secret) => secret.split(/\r\n|\r|\n/)).map((line) => line.trim());
  const masked = [...new Set(lines)].filter((line) => line.length >= SHORTEST_SECRET);
  for (const line of masked) sink.write(formatCommand("add-mask", {}, line));
  return masked;
}
