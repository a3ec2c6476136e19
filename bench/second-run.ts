import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { CLI, PYTHON } from "../test/e2e/index/run-cli.ts";
import { makeStage, type Stage } from "../test/e2e/index/stage.ts";
import { buildProjects } from "../test/rig/projects/build-projects.ts";
import { makeWheel, type TestProject } from "../test/rig/projects/project.ts";
import { type SimpleIndex, startSimpleIndex } from "../test/rig/simple-index/simple-index.ts";
import { type Bench, inPairs, median } from "./bench.ts";
import { type TimedChild, timeOf } from "./time-child.ts";

const PAIRS = 7;
/** Pure wheels besides the two sdists, one of which is compiled. */
const WHEELS = 20;

export const secondRun: Bench = {
  id: "second-run",
  question: "How long does an unchanged second run take, against pip wheel with a warm cache of its own?",
  limits: [
    {
      text: "at most 4 times as long as pip wheel (median of the pairs)",
      isHeld: (pairs) => median(pairs.map((pair) => pair.ours / pair.peer)) <= 4,
    },
  ],
  measure: async () => {
    const projects = [...buildProjects(), ...pureProjects()];
    const index = await startSimpleIndex({ projects });
    const stage = makeStage();
    try {
      stage.write("requirements.txt", ["cext", "puresdist", ...pureProjects().map(({ name }) => name), ""].join("\n"));
      const [ours, peer] = [ourRun(stage, index), pipRun(stage, index)];
      await ours(() => true);
      await peer();
      const pairs = await inPairs(PAIRS, () => ours(() => isUnchanged(stage, index)), peer);
      return { ours: `wheelhouse build, ${WHEELS + 2} packages`, peer: "pip wheel, the same requirements", pairs };
    } finally {
      stage.remove();
      await index.close();
    }
  },
};

function pureProjects(): readonly TestProject[] {
  return Array.from({ length: WHEELS }, (_, number) => {
    const name = `pure${number}`;
    const wheel = makeWheel({ name, version: "1.0" }, "py3-none-any", {
      [`${name}/__init__.py`]: "VALUE = 1\n".repeat(5_000),
    });
    return { name, files: [wheel] };
  });
}

function ourRun(stage: Stage, index: SimpleIndex): (isRight: () => boolean) => Promise<number> {
  const argv = [process.execPath, CLI, "build", "--index-url", index.url];
  return async (isRight) => {
    index.forget();
    const check = ({ code }: TimedChild): boolean => code === 0 && stage.wheels().length === WHEELS + 2 && isRight();
    return await timeOf(argv, check, { cwd: stage.project, env: stage.env });
  };
}

/** Nothing built, nothing downloaded, nothing asked of the index but its pages. */
function isUnchanged(stage: Stage, index: SimpleIndex): boolean {
  const [target] = stage.report().targets;
  const counts = { downloaded: 0, built: 0, failed: 0, reused: WHEELS + 2 };
  return (
    Object.entries(counts).every(([name, count]) => target?.counts[name as keyof typeof counts] === count) &&
    index.requests.every(({ kind }) => kind === "page")
  );
}

function pipRun(stage: Stage, index: SimpleIndex): () => Promise<number> {
  const folder = `${stage.root}/pip-wheels`;
  const argv = [PYTHON, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--cache-dir"];
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const rest = [`${stage.root}/pip-cache`, "--index-url", index.url, "--wheel-dir", folder, "-r", "requirements.txt"];
    const isRight = ({ code }: TimedChild): boolean => code === 0 && readdirSync(folder).length === WHEELS + 2;
    return await timeOf([...argv, ...rest], isRight, { cwd: stage.project, env: stage.env });
  };
}
