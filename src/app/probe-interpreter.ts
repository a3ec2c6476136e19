import { WheelhouseError } from "../core/error.ts";
import { type Interpreter, PROBE_SCRIPT, parseProbe } from "../core/plan/interpreter.ts";
import type { Lane } from "../ports/lane.ts";

/** Asks the lane's Python who it is, and its pip how it is configured. Rejects with `no-python` when it does not answer. */
export async function probeInterpreter(
  lane: Lane,
  run: {
    /** The user's, for `PIP_CONFIG_FILE`: the probe reads pip's configuration files, which our own pip commands do not. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly folder: string;
    readonly signal: AbortSignal;
  },
): Promise<Interpreter> {
  const exit = await lane.python({
    arguments: ["-"],
    cwd: run.folder,
    input: PROBE_SCRIPT,
    env: { PIP_CONFIG_FILE: run.environment.PIP_CONFIG_FILE ?? "" },
    capture: true,
    signal: run.signal,
  });
  const probe = parseProbe(exit.stdout);
  if (exit.code === 0 && probe.ok) return probe.value;
  throw new WheelhouseError("no-python", `${lane.description} does not answer: ${exit.tail.at(-1) ?? "no output"}`, {
    hint: "Name another interpreter with --python PATH (input: python).",
  });
}
