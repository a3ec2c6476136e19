import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Command, Exit, ProcessRunner } from "../../ports/process.ts";

const TAIL_LINES = 40;
const CAPTURE_LIMIT = 64 * 1024 * 1024;
const LINE_LIMIT = 64 * 1024;
const TERM_AFTER_MS = 2_000;
const KILL_AFTER_MS = 5_000;

/** Children in process groups of their own: only we get the runner's signals, and we pass them on to the whole group. */
export const nodeProcesses: ProcessRunner = { run };

async function run(command: Command): Promise<Exit> {
  const [program, ...rest] = command.argv;
  if (program === undefined) throw new TypeError("argv is empty");
  const started = performance.now();
  const output = makeOutput(command, await openLog(command.logFile));
  const child = spawn(program, rest, {
    cwd: command.cwd,
    env: { ...command.env },
    detached: true,
    shell: false,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const stopSignals = forwardAbort(child, command);
  child.stdin.on("error", () => {});
  child.stdin.write(command.input ?? "");
  if (command.holdInput !== true) child.stdin.end();
  child.stdout.on("data", (chunk: Buffer) => output.stdout(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.stderr(chunk));
  const ended = await new Promise<{ code: number | null; signal: string | null }>((settle) => {
    child.once("error", (error) => {
      output.stderr(Buffer.from(`${program}: ${error.message}\n`));
      settle({ code: 127, signal: null });
    });
    child.once("close", (code, signal) => settle({ code, signal }));
  });
  stopSignals();
  const { stdout, tail } = await output.end();
  return { ...ended, seconds: (performance.now() - started) / 1000, stdout, tail };
}

async function openLog(path: string | undefined): Promise<WriteStream | null> {
  if (path === undefined) return null;
  await mkdir(dirname(path), { recursive: true });
  const stream = createWriteStream(path, { flags: "a" });
  stream.on("error", () => {});
  return stream;
}

interface Output {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  end(): Promise<{ stdout: string; tail: readonly string[] }>;
}

function makeOutput(command: Command, log: WriteStream | null): Output {
  const captured: Buffer[] = [];
  let capturedBytes = 0;
  const tail: string[] = [];
  const keep = (line: string): void => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    command.onLine?.(line);
  };
  const lines = { out: makeLineSplitter(keep), err: makeLineSplitter(keep) };
  const logged = { out: wholeLines(log), err: wholeLines(log) };
  return {
    stdout(chunk) {
      logged.out.push(chunk);
      if (command.capture === true && capturedBytes < CAPTURE_LIMIT) {
        captured.push(chunk);
        capturedBytes += chunk.length;
      }
      lines.out.push(chunk);
    },
    stderr(chunk) {
      logged.err.push(chunk);
      lines.err.push(chunk);
    },
    async end() {
      lines.out.end();
      lines.err.end();
      const rests = [logged.out.rest(), logged.err.rest()].filter((rest) => rest.length > 0);
      for (const [position, rest] of rests.entries())
        log?.write(position === 0 ? rest : Buffer.concat([Buffer.from("\n"), rest]));
      if (log !== null) await new Promise<void>((done) => log.end(() => done()));
      return { stdout: Buffer.concat(captured).subarray(0, CAPTURE_LIMIT).toString("utf8"), tail };
    },
  };
}

/** Both streams of a child go to one log: each gives whole lines, or what the one cuts in two the other would join. */
function wholeLines(log: WriteStream | null): { push(chunk: Buffer): void; rest(): Buffer } {
  let held: Buffer[] = [];
  let bytes = 0;
  const hold = (part: Buffer): void => {
    held.push(part);
    bytes += part.length;
  };
  const rest = (): Buffer => {
    const whole = Buffer.concat(held);
    held = [];
    bytes = 0;
    return whole;
  };
  return {
    push(chunk) {
      const end = chunk.lastIndexOf("\n") + 1;
      hold(chunk.subarray(0, end));
      if (end > 0) log?.write(rest());
      hold(chunk.subarray(end));
      if (bytes > LINE_LIMIT) log?.write(rest());
    },
    rest,
  };
}

function makeLineSplitter(keep: (line: string) => void): { push(chunk: Buffer): void; end(): void } {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = (lines.pop() ?? "").slice(0, LINE_LIMIT);
      for (const line of lines) keep(line.slice(0, LINE_LIMIT));
    },
    end() {
      if (rest !== "") keep(rest);
    },
  };
}

/** SIGINT at once, SIGTERM 2 s later, SIGKILL after 5 s, each to the whole group. Returns how to stop listening. */
function forwardAbort(child: ChildProcess, command: Command): () => void {
  const timers: NodeJS.Timeout[] = [];
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The group has ended in the meantime.
    }
  };
  const stop = (): void => {
    signalGroup("SIGINT");
    timers.push(setTimeout(() => signalGroup("SIGTERM"), TERM_AFTER_MS));
    timers.push(setTimeout(() => signalGroup("SIGKILL"), KILL_AFTER_MS));
  };
  if (command.timeoutSeconds !== undefined) timers.push(setTimeout(stop, command.timeoutSeconds * 1000));
  if (command.signal?.aborted === true) stop();
  else command.signal?.addEventListener("abort", stop, { once: true });
  return () => {
    command.signal?.removeEventListener("abort", stop);
    for (const timer of timers) clearTimeout(timer);
  };
}
