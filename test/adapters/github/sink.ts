import type { Sink } from "../../../src/adapters/github/commands.ts";

/** A sink that keeps what it is given. */
export function makeSink(): Sink & { text(): string } {
  const chunks: string[] = [];
  return { write: (text) => void chunks.push(text), text: () => chunks.join("") };
}
