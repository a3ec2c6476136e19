import type { EventBody } from "../event.ts";
import type { CauseChain } from "./cause-chain.ts";
import { describeBuildFailure } from "./describe-build-failure.ts";
import { describeHashMismatch, describeHashMissing } from "./describe-hashes.ts";
import { describeNetwork } from "./describe-network.ts";
import { describeNoSolution } from "./describe-no-solution.ts";
import { describePython } from "./describe-python.ts";

/** What kind of error a chain is. The first that knows it; a download can fail for its hash or for the network. */
const DESCRIPTIONS: readonly ((chain: CauseChain) => EventBody | null)[] = [
  describeNoSolution,
  describeHashMismatch,
  describeHashMissing,
  describePython,
  describeBuildFailure,
  describeNetwork,
];

export function describeChain(chain: CauseChain): EventBody {
  for (const describe of DESCRIPTIONS) {
    const event = describe(chain);
    if (event !== null) return event;
  }
  return { kind: "uv-error", text: chain.head, causes: chain.causes.map(({ lines }) => lines.join("\n")) };
}
