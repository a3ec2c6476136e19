import { WheelhouseError } from "../../core/error.ts";
import type { Interpreter } from "../../core/plan/interpreter.ts";
import { probeInterpreter } from "../probe-interpreter.ts";
import type { CheckPorts } from "./ports.ts";

/** What this machine's Python says of itself; null when there is none. */
export type PythonHere = () => Promise<Interpreter | null>;

/** Asks at most once, and only when somebody wants to know: a check of another target needs no Python here. */
export function makePythonHere(
  options: { readonly workingDirectory: string },
  ports: Pick<CheckPorts, "nativeLane" | "host" | "signal">,
): PythonHere {
  let asked: Promise<Interpreter | null> | null = null;
  const ask = async (): Promise<Interpreter | null> => {
    const folder = options.workingDirectory;
    try {
      const lane = await ports.nativeLane.open({
        ...{ platform: null, python: null, libc: null, image: null, containerNetwork: "bridge" },
        ...{ workFolder: folder, projectFolder: folder, signal: ports.signal },
      });
      return await probeInterpreter(lane, { environment: ports.host.environment, folder, signal: ports.signal });
    } catch (error) {
      if (error instanceof WheelhouseError && error.code === "no-python") return null;
      throw error;
    }
  };
  return () => (asked ??= ask());
}
