import type { EventBody } from "../event.ts";
import type { CauseChain } from "./cause-chain.ts";

/** ``Hash mismatch for `x==1.0` `` with lists of expected and computed digests. */
export function describeHashMismatch({ head, causes }: CauseChain): EventBody | null {
  for (const lines of [[head], ...causes.map((cause) => cause.lines)]) {
    const requirement = /^Hash mismatch for `([^`]+)`/.exec(lines[0] ?? "")?.[1];
    if (requirement === undefined) continue;
    const expected = digestsBelow(lines, "Expected:");
    const [got = null] = digestsBelow(lines, "Computed:");
    return { kind: "hash-mismatch", tool: "uv", files: [{ requirement, url: null, from: null, expected, got }] };
  }
  return null;
}

/** As pip gives them: the hexadecimal digits of sha256, other algorithms with their name. */
function digestsBelow(lines: readonly string[], title: string): readonly string[] {
  const from = lines.findIndex((line) => line.trim() === title);
  if (from === -1) return [];
  const digests: string[] = [];
  for (const line of lines.slice(from + 1)) {
    const digest = /^([a-z0-9]+:[0-9a-f]+)$/.exec(line.trim())?.[1];
    if (digest === undefined) break;
    digests.push(digest.replace(/^sha256:/, ""));
  }
  return digests;
}

const MISSING: readonly (readonly [RegExp, "hash" | "pin"])[] = [
  [/^In `--require-hashes` mode, all requirements must have a hash, but none were provided for: (.+)$/, "hash"],
  [/^In `--require-hashes` mode, all requirements must have their versions pinned with `==`, but found: (.+)$/, "pin"],
  [/^In `--require-hashes` mode, all requirements must be pinned upfront with `==`, but found: `?([^`]+)`?$/, "pin"],
];

export function describeHashMissing({ head }: CauseChain): EventBody | null {
  for (const [pattern, reason] of MISSING) {
    const requirement = pattern.exec(head)?.[1];
    if (requirement === undefined) continue;
    return { kind: "hash-missing", tool: "uv", reason, requirements: [{ requirement, hash: null, from: null }] };
  }
  return null;
}
