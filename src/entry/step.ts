import { formatCommand, type Sink } from "../adapters/github/commands.ts";
import type { Environment } from "../adapters/github/environment.ts";
import { scrubCredentials } from "../core/options/credentials.ts";
import { visibleLines } from "../core/render/visible.ts";
import { handleSignals } from "./signals.ts";

/** What a step of the action works with. */
export interface Step {
  readonly environment: Environment;
  readonly sink: Sink;
  /** Aborted by the runner's cancellation. */
  readonly signal: AbortSignal;
  /** Hides these texts in whatever is said of a crash. */
  hide(secrets: readonly string[]): void;
  /** From here on the exit code is known: a stray exception is a warning and no longer changes it. */
  settle(exitCode: number): void;
}

/** Exit code of a bug of ours. */
const OURS = 3;
/** Node's own exit code for a top-level await that never ends. */
const UNSETTLED = 13;
/** Time that the work has to end after a stray exception. */
const GRACE_MILLISECONDS = 3_000;

/**
 * Runs one step of the action to its end, which is always an explicit exit: a socket that stays open must not hold the
 * job. `main` fails by an unexpected exception only as long as the build's result is not known; `post` never fails.
 */
export async function runStep(kind: "main" | "post", work: (step: Step) => Promise<number>): Promise<never> {
  let known: number | null = kind === "post" ? 0 : null;
  // Work that waits for nothing lets the process run dry, with an exit code that looks like success.
  let isWaiting = true;
  const secrets: string[] = [];
  const sink = makeProcessSink();
  const controller = new AbortController();
  handleSignals(controller);
  const onCrash = (error: unknown) => {
    sink.write(describeCrash(error, known === null ? "error" : "warning", secrets));
    return known ?? OURS;
  };
  const onStray = (error: unknown) => {
    const code = onCrash(error);
    if (known !== null) return;
    known = code;
    controller.abort();
    setTimeout(() => process.exit(code), GRACE_MILLISECONDS);
  };
  process.on("uncaughtException", onStray);
  process.on("unhandledRejection", onStray);
  process.on("exit", (code) => {
    const isDry = isWaiting && (code === 0 || code === UNSETTLED);
    if (isDry && known === null) sink.write(describeCrash(new Error("the work came to no end"), "error", []));
    if (isDry) process.exitCode = known ?? OURS;
  });
  const step: Step = {
    environment: process.env,
    sink,
    signal: controller.signal,
    hide: (found) => void secrets.push(...found),
    settle: (exitCode) => {
      known ??= exitCode;
    },
  };
  const code = await work(step).catch(onCrash);
  isWaiting = false;
  known ??= code;
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(known);
}

/**
 * The step's output. A reader that has gone away takes nothing more, and is no reason to fail. The stream's `write` is
 * taken now: while the toolkit runs it is another one.
 */
function makeProcessSink(): Sink {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  let isOpen = true;
  stdout.on("error", () => {
    isOpen = false;
  });
  stderr.on("error", () => {});
  return {
    write(text) {
      if (isOpen) write(text);
    },
  };
}

/** Name, message and stack only: what else hangs on an error (headers, requests, environments) is never looked at. */
function describeCrash(error: unknown, level: "error" | "warning", secrets: readonly string[]): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${typeof error}`;
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const text = scrubCredentials(message, secrets);
  const [first = ""] = visibleLines(text);
  const title = "Wheelhouse: a bug of ours";
  const command = formatCommand(level, { title }, `${first} Please report it with the lines below this one.`);
  return command + stack.map((line) => `${visibleLines(scrubCredentials(line, secrets)).join(" ")}\n`).join("");
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once("error", () => resolve());
    if (!stream.writable) return resolve();
    stream.write("", () => resolve());
    setTimeout(resolve, 2_000);
  });
}
