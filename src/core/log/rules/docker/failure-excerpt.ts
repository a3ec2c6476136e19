import type { EventBody } from "../../event.ts";
import { type LogLine, spanOf } from "../../reader/line.ts";
import type { Block, LogRule } from "../../rule.ts";

const FENCE = "------";
/** BuildKit copies ten lines; whatever goes on for longer is none of its excerpts. */
const LINES_LIMIT = 50;
const NAME = /^> (.{1,4000}):$/;

/**
 * `------`, the step's name, its last ten lines, `------`: copies of what the log has said already, so none of it is read
 * again. Only progress for a terminal has nothing else of the step.
 */
export const failureExcerpt: LogRule = {
  name: "failure-excerpt",
  examples: [`${FENCE}\n > [builder 4/7] RUN make:\n130.9 make: *** No targets.\n${FENCE}`],
  starts: [FENCE, "> ["],
  level: "any",
  read(line, context) {
    if (line.text === FENCE) return context.terminal ? "known" : excerpt();
    const name = context.terminal ? NAME.exec(line.text)?.[1] : undefined;
    return name === undefined ? null : { kind: "docker-excerpt", name, output: null };
  },
};

function excerpt(): Block {
  let name: string | null = null;
  let first: LogLine | null = null;
  let last: LogLine | null = null;
  let closed = false;
  let count = 0;
  return {
    takesStreams: true,
    take(line) {
      count += 1;
      if (closed || count > LINES_LIMIT) return false;
      if (name === null) {
        name = NAME.exec(line.text)?.[1] ?? null;
        return name !== null;
      }
      if (line.text === FENCE) {
        closed = true;
        return true;
      }
      first ??= line;
      last = line;
      return true;
    },
    close(): EventBody | null {
      if (name === null) return null;
      const output = first === null || last === null ? null : spanOf(first, last);
      return { kind: "docker-excerpt", name, output };
    },
  };
}
