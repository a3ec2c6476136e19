import type { LogRule } from "../../rule.ts";
import { readChain } from "../../uv/cause-chain.ts";
import { describeChain } from "../../uv/describe-chain.ts";

/** pip's boxes begin with a word in kebab case. */
const PIPS = /^error: [a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Every error of uv, in its three drawings. */
export const failure: LogRule = {
  name: "failure",
  examples: [
    "  × No solution found when resolving dependencies:",
    "error: Failed to build `headerbad==1.0`",
    "error: File not found: `no-such-file.txt`",
  ],
  starts: ["× ", "x ", "error: "],
  level: "any",
  read(line) {
    if (line.text.startsWith("error: ")) {
      return line.indent > 0 || PIPS.test(line.text) ? null : readChain(line, describeChain);
    }
    return line.indent === 2 &&
      /^[×x] (?:No solution found|Failed to |Request failed|Because |The build backend )/.test(line.text)
      ? readChain(line, describeChain)
      : null;
  },
};
