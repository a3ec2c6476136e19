import { homedir } from "node:os";
import { join, relative } from "node:path";
import { env, stderr, stdout } from "node:process";
import { makeDockerLaneProvider } from "../adapters/docker/lane-provider.ts";
import { makeLocalCache } from "../adapters/local/cache.ts";
import { makeNoCache } from "../adapters/local/no-cache.ts";
import { makeTerminalLog } from "../adapters/local/terminal-log.ts";
import { systemClock } from "../adapters/node/clock.ts";
import { nodeFiles } from "../adapters/node/files.ts";
import { nodeGateway } from "../adapters/node/gateway.ts";
import { makeNativeLaneProvider, nodePlatform } from "../adapters/node/native-lane.ts";
import { nodePacks } from "../adapters/node/packs.ts";
import { nodeProcesses } from "../adapters/node/processes.ts";
import { nodeWheelTools } from "../adapters/node/wheel-tools.ts";
import type { BuildPorts } from "../app/build/ports.ts";
import { runBuild } from "../app/build.ts";
import type { BuildOutcome } from "../app/build-outcome.ts";
import { WheelhouseError } from "../core/error.ts";
import type { BuildOptions } from "../core/options/options.ts";
import { parseOptions } from "../core/options/parse.ts";
import type { Problem } from "../core/problem.ts";
import { stableJson } from "../core/render/json.ts";
import { renderText } from "../core/render/text.ts";
import { visibleLine, visibleLines } from "../core/render/visible.ts";
import type { Log } from "../ports/log.ts";
import { type CommandLine, type CommandLineStop, parseCommandLine } from "./cli-options.ts";
import { handleSignals } from "./signals.ts";

/** Old wheelhouses of a laptop go once there are more bytes than this. */
const LOCAL_CACHE_BYTES = 5 * 1024 ** 3;

/** The command line. Exit codes: 0 fine · 1 a finding that fails · 2 usage · 3 a bug of ours. */
export async function main(argv: readonly string[]): Promise<never> {
  // A closed pipe (`wheelhouse build | head`) is no reason to fail; the exit code still tells how the work went.
  stdout.on("error", () => {});
  stderr.on("error", () => {});
  // Takes the place of the arguments in the process list, where every build could read the credentials of an index.
  process.title = "wheelhouse";
  const line = parseCommandLine(argv);
  if ("text" in line) return await stop(argv, line);
  try {
    const outcome = await runCommand(line);
    return await leave(outcome.exitCode, render(line, outcome), "");
  } catch (error) {
    return await fail(line.json, error);
  }
}

/** Help and version go to stdout. What is wrong with the arguments is an error like any other, also for `--json`. */
async function stop(argv: readonly string[], { text, isError }: CommandLineStop): Promise<never> {
  if (!isError) return await leave(0, text, "");
  const [, message] = /^error: (.*)$/s.exec(text.trim()) ?? [];
  if (message === undefined) return await leave(2, "", text);
  const error = new WheelhouseError("usage", message, { hint: "See wheelhouse build --help." });
  return await fail(argv.includes("--json"), error);
}

async function runCommand(line: CommandLine): Promise<BuildOutcome> {
  const options = parseOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  if (!options.ok) throw usageError(options.problems);
  const log = makeTerminalLog({
    write: (text) => stderr.write(text),
    clean: visibleLine,
    isTerminal: stderr.isTTY,
    verbosity: line.verbosity,
  });
  const controller = new AbortController();
  const forget = handleSignals(controller);
  try {
    return await runBuild(options.value.build, makePorts(options.value.build, log, controller.signal));
  } finally {
    forget();
  }
}

function makePorts(options: BuildOptions, log: Log, signal: AbortSignal): BuildPorts {
  const parts = { processes: nodeProcesses, files: nodeFiles, log, environment: env, hostEnvironment: env };
  return {
    files: nodeFiles,
    nativeLane: makeNativeLaneProvider(parts),
    containerLane: makeDockerLaneProvider(parts),
    gateway: nodeGateway,
    cache: options.cache
      ? makeLocalCache({ folder: cacheFolder(), maxBytes: LOCAL_CACHE_BYTES })
      : makeNoCache("The cache is off (--no-cache)."),
    packs: nodePacks,
    wheelTools: nodeWheelTools,
    log,
    clock: systemClock,
    signal,
    host: {
      platform: nodePlatform(),
      home: env.HOME ?? null,
      environment: env,
      trust: { class: "default", mayRestore: true, maySave: true, reason: null },
      run: null,
      saveCache: options.cache ? "now" : "never",
      checkout: "",
    },
  };
}

function cacheFolder(): string {
  if (env.WHEELHOUSE_CACHE_DIR) return env.WHEELHOUSE_CACHE_DIR;
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "wheelhouse");
}

function render(line: CommandLine, outcome: BuildOutcome): string {
  if (line.json) return stableJson(outcome.report);
  const isTerminal = stdout.isTTY;
  const color = line.color ?? (isTerminal && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb");
  const width = Math.min(Math.max(isTerminal ? stdout.columns : 80, 40), 120);
  const text = renderText(outcome.report, { width, color, verbosity: line.verbosity });
  return `${text.trimEnd()}\n${whereLine(outcome)}`;
}

/** Where the files are, as the user would type it. */
function whereLine({ output, targets }: BuildOutcome): string {
  const folder = visibleLine(relative(process.cwd(), output) || ".");
  const wheels = targets.some(({ wheelhouse }) => wheelhouse !== null) ? "wheelhouse/, wheelhouse.tgz, " : "";
  return `files in ${folder}/: ${wheels}report.html, logs/\n`;
}

function usageError(problems: readonly Problem[]): WheelhouseError {
  const messages = problems.map(({ message, expected }) => (expected === null ? message : `${message} ${expected}`));
  return new WheelhouseError("usage", messages.join("\n"), {
    hint: "See wheelhouse build --help.",
    problems: messages,
  });
}

async function fail(json: boolean, error: unknown): Promise<never> {
  const known = error instanceof WheelhouseError;
  const code = known ? error.exitCode : 3;
  const message = error instanceof Error ? error.message : String(error);
  const hint = known
    ? error.hint
    : "This is a bug of Wheelhouse. Please report it with the command that you ran and this text.";
  const stack = known || !(error instanceof Error) ? "" : lines(error.stack ?? "");
  if (json) {
    const places = known ? error.places : [];
    const problems = known && error.problems.length > 0 ? { problems: error.problems } : {};
    const printed = { error: { code: known ? error.code : "internal", message, hint, places, ...problems } };
    return await leave(code, stableJson(printed), stack);
  }
  const list = known && error.problems.length > 1 ? error.problems : [message];
  const text = list.map((item) => lines(`error: ${item}`)).join("");
  return await leave(code, "", `${text}${hint === null ? "" : lines(`hint: ${hint}`)}${stack}`);
}

function lines(text: string): string {
  return `${visibleLines(text).join("\n")}\n`;
}

/** Flushes both streams, then ends: an open socket must not keep the process alive. */
async function leave(code: number, out: string, err: string): Promise<never> {
  await Promise.all([written(stdout, out), written(stderr, err)]);
  process.exit(code);
}

function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done) => {
    stream.once("error", () => done());
    stream.write(text, () => done());
  });
}
