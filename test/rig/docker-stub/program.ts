import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "./scenario.ts";

/** The stub of the `docker` program: containers are files, commands "inside" run on this machine. */
export function main(state: string): void {
  const scenario = JSON.parse(readFileSync(join(state, "scenario.json"), "utf8")) as Scenario;
  const argv = process.argv.slice(2);
  appendFileSync(join(state, "calls.jsonl"), `${JSON.stringify({ argv, env: process.env })}\n`);
  const [command = "", ...rest] = argv;
  const handler = COMMANDS[command];
  if (handler === undefined) fail(1, `docker: '${command}' is not a docker command.`);
  else handler(rest, scenario, state);
}

type Handler = (args: readonly string[], scenario: Scenario, state: string) => void;

const COMMANDS: Readonly<Record<string, Handler>> = {
  info: (_, { info }) => {
    if ("failure" in info) fail(1, String(info.failure));
    else print(info);
  },
  image: (args, { images }, state) => {
    const reference = args.at(-1) ?? "";
    const image = images[reference] ?? readPulled(state)[reference];
    if (image === undefined) fail(1, `Error response from daemon: No such image: ${reference}`);
    else print(image);
  },
  pull: (args, { registry }, state) => {
    const reference = args.at(-1) ?? "";
    const image = registry[reference];
    if (image === undefined) {
      fail(1, `Error response from daemon: manifest for ${reference} not found`);
      return;
    }
    writeFileSync(join(state, "pulled.json"), JSON.stringify({ ...readPulled(state), [reference]: image }));
    console.log(`Status: Downloaded newer image for ${reference}`);
  },
  network: (_, { bridge }) => {
    if (bridge === null) fail(1, "Error response from daemon: network bridge not found");
    else print(bridge);
  },
  run: runContainer,
  exec: runInside,
  container: (args, _, state) => {
    if (existsSync(containerFile(state, args.at(-1)))) console.log("true");
    else fail(1, `Error response from daemon: No such container: ${args.at(-1)}`);
  },
  rm: (args, _, state) => {
    const file = containerFile(state, args.at(-1));
    if (!existsSync(file)) fail(1, `Error response from daemon: No such container: ${args.at(-1)}`);
    rmSync(file, { force: true });
  },
};

/** The first process of a container, `cat`: ends with its input, or when the container is removed; then all others end. */
function runContainer(args: readonly string[], { runFailure }: Scenario, state: string): void {
  if (runFailure !== null) {
    fail(runFailure.code, runFailure.message);
    return;
  }
  const file = containerFile(state, args[args.indexOf("--name") + 1]);
  writeFileSync(file, "");
  const end = (code: number): void => {
    for (const pid of existsSync(`${file}.pids`) ? readFileSync(`${file}.pids`, "utf8").trim().split("\n") : []) {
      try {
        process.kill(-Number(pid), "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(file, { force: true });
    process.exit(code);
  };
  process.stdin.on("data", (chunk) => process.stdout.write(chunk));
  process.stdin.on("end", () => end(0));
  process.on("SIGINT", () => end(130));
  setInterval(() => existsSync(file) || end(137), 20);
}

function runInside(args: readonly string[], scenario: Scenario, state: string): void {
  const { options, rest } = splitOptions(args);
  const [name = "", program = "", ...programArguments] = rest;
  const file = containerFile(state, name);
  const env = containerEnvironment(options);
  const known = Object.hasOwn(scenario.programs, program) ? scenario.programs[program] : undefined;
  if (!existsSync(file)) fail(1, `Error response from daemon: No such container: ${name}`);
  else if (known === undefined)
    fail(127, `OCI runtime exec failed: exec: "${program}": executable file not found in $PATH`);
  else if ("failure" in known) fail(known.code, known.failure);
  else if (programArguments[0] === "-I")
    console.log(`\n${JSON.stringify({ ...IDENTITY, ...known, program, path: env.PATH })}`);
  else if (scenario.dies) {
    rmSync(file);
    fail(137, "");
  } else runOnHost([known.host, ...programArguments], { options, env, file });
}

const IDENTITY = { implementation: "cpython", freeThreaded: false, writable: true };

type Options = readonly (readonly [string, string])[];

/** Ended by a signal, `docker exec` leaves its command running, as the real one does. */
function runOnHost(
  [program = "", ...args]: readonly string[],
  { options, env, file }: { options: Options; env: Record<string, string>; file: string },
): void {
  const cwd = options.find(([option]) => option === "--workdir")?.[1];
  const child = spawn(program, args, {
    detached: true,
    env,
    stdio: [options.some(([option]) => option === "--interactive") ? "inherit" : "ignore", "inherit", "inherit"],
    ...(cwd === undefined ? {} : { cwd }),
  });
  appendFileSync(`${file}.pids`, `${child.pid}\n`);
  child.on("close", (code) => process.exit(code ?? 137));
}

function containerEnvironment(options: Options): Record<string, string> {
  const env: Record<string, string> = { PATH: process.env.PATH ?? "" };
  for (const [option, value] of options) {
    if (option !== "--env") continue;
    const [name = "", ...parts] = value.split("=");
    env[name] = parts.length > 0 ? parts.join("=") : (process.env[name] ?? "");
  }
  return env;
}

function splitOptions(args: readonly string[]): { options: Options; rest: readonly string[] } {
  const options: (readonly [string, string])[] = [];
  let index = 0;
  while (args[index]?.startsWith("--")) {
    const flag = args[index] ?? "";
    const takesValue = flag !== "--interactive";
    options.push([flag, takesValue ? (args[index + 1] ?? "") : ""]);
    index += takesValue ? 2 : 1;
  }
  return { options, rest: args.slice(index) };
}

function readPulled(state: string): Scenario["images"] {
  const file = join(state, "pulled.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Scenario["images"]) : {};
}

function containerFile(state: string, name: string | undefined): string {
  return join(state, "containers", name ?? "");
}

function print(value: unknown): void {
  console.log(JSON.stringify(value));
}

function fail(code: number, message: string): void {
  console.error(message);
  process.exitCode = code;
}
