import type { EventBody } from "../event.ts";
import type { CauseChain } from "./cause-chain.ts";

const REQUESTED =
  /^The (?:requested|Python request from `[^`]+`) (?:interpreter )?resolved to Python (\S+?),? which is incompatible with the project's Python requirement: `([^`]+)`/;

/** The project does not support the interpreter (crates/uv/src/commands/project/mod.rs). */
export function describePython({ head }: CauseChain): EventBody | null {
  const match = REQUESTED.exec(head);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return {
    kind: "requires-python",
    tool: "uv",
    packages: [{ package: null, requires: match[2] }],
    python: match[1],
  };
}
