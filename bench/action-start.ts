import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { CLI, PYTHON } from "../test/e2e/index/run-cli.ts";
import { type Bench, inPairs, median } from "./bench.ts";
import { timeOf } from "./time-child.ts";

const PAIRS = 15;
const NODE = process.execPath;
const MAIN = join(dirname(CLI), "build.js");
/** Main's first line of its own: which target in which lane, with which interpreter. */
const PLAN = /^linux\/\w+: native, Python \d+\.\d+\.\d+ \(.*\)$/m;

export const actionStart: Bench = {
  id: "action-start",
  question: "How long does the action's main step take to its plan, against Node that does nothing?",
  limits: [
    {
      text: "at most 150 ms more than bare Node (medians)",
      isHeld: (pairs) => median(pairs.map((pair) => pair.ours)) - median(pairs.map((pair) => pair.peer)) <= 150,
    },
  ],
  async measure() {
    const workspace = mkdtempSync(join(tmpdir(), "wheelhouse-bench-"));
    writeFileSync(join(workspace, "requirements.txt"), "numpy\n");
    try {
      return {
        ours: "dist/build.js until it has said its plan",
        peer: "node -e 0",
        pairs: await inPairs(
          PAIRS,
          () => timeToPlan(workspace),
          () => timeOf([NODE, "-e", "0"], ({ code, output }) => code === 0 && output === ""),
        ),
      };
    } finally {
      rmSync(workspace, { recursive: true });
    }
  },
};

/** Milliseconds from the start of Node until the plan was read. Inputs are read and one interpreter has been asked by then. */
function timeToPlan(workspace: string): Promise<number> {
  const env = {
    PATH: [dirname(PYTHON), process.env.PATH].join(delimiter),
    HOME: workspace,
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: "octo/repo",
    "INPUT_INDEX-URL": "http://127.0.0.1:9/simple/",
    "INPUT_GITHUB-TOKEN": "ghs_of_the_bench",
    PIP_CONFIG_FILE: "/dev/null",
  };
  const begin = performance.now();
  const child = spawn(NODE, [resolve(MAIN)], { cwd: workspace, env, stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  let milliseconds: number | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (milliseconds !== null || !PLAN.test(output)) return;
    milliseconds = performance.now() - begin;
    child.kill("SIGTERM");
  });
  return new Promise((settle, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      const isRight = output.startsWith("::add-mask::ghs_of_the_bench\n");
      if (milliseconds === null || !isRight) reject(new Error(`${MAIN} said no plan:\n${output}`));
      else settle(milliseconds);
    });
  });
}
