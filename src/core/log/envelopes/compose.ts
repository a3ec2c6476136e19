import type { Envelope } from "./envelope.ts";

const BAR = 0x7c;
const SPACE = 0x20;
/** Compose pads the names of all services to the longest; no service needs more. */
const NAME_LIMIT = 200;

/**
 * docker compose writes the service before each line of its output: `web-1  | text`. Any table looks like that, so it
 * counts only where compose begins.
 */
export const compose: Envelope = {
  name: "compose",
  examples: ["web-1     | Collecting leaf", "worker-1  |   Downloading leaf-1.0-py3-none-any.whl (1.4 kB)"],
  begins: "first-line",
  announcement: "Attaching to ",
  end(bytes, from, to) {
    const name = nameEnd(bytes, from, Math.min(to, from + NAME_LIMIT));
    let at = name;
    while (at < to && bytes[at] === SPACE) at += 1;
    if (name === from || at === name || at >= to || bytes[at] !== BAR) return -1;
    return bytes[at + 1] === SPACE && at + 1 < to ? at + 2 : at + 1;
  },
  keyEnd: (bytes, from, end) => nameEnd(bytes, from, end),
};

/** Names of services and containers: `[a-z0-9][a-z0-9_.-]*` (compose-spec). */
function nameEnd(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && isNamePart(bytes[at] ?? 0, at === from)) at += 1;
  return at;
}

function isNamePart(byte: number, first: boolean): boolean {
  if ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39)) return true;
  return !first && (byte === 0x2d || byte === 0x2e || byte === 0x5f);
}
