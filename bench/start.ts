import { VERSION } from "../src/core/version.ts";
import { CLI } from "../test/e2e/index/run-cli.ts";
import { type Bench, inPairs, median } from "./bench.ts";
import { timeOf } from "./time-child.ts";

const PAIRS = 15;
const NODE = process.execPath;

export const start: Bench = {
  id: "start",
  question: "How long does the command line take to start, against Node that does nothing?",
  limits: [
    {
      text: "at most 150 ms more than bare Node (medians)",
      isHeld: (pairs) => median(pairs.map((pair) => pair.ours)) - median(pairs.map((pair) => pair.peer)) <= 150,
    },
  ],
  measure: async () => ({
    ours: "wheelhouse --version",
    peer: "node -e 0",
    pairs: await inPairs(
      PAIRS,
      () => timeOf([NODE, CLI, "--version"], ({ code, output }) => code === 0 && output === `${VERSION}\n`),
      () => timeOf([NODE, "-e", "0"], ({ code, output }) => code === 0 && output === ""),
    ),
  }),
};
