import { WheelhouseError } from "../../core/error.ts";
import type { Interpreter } from "../../core/plan/interpreter.ts";
import type { Problem } from "../../core/problem.ts";
import { interpreterTarget } from "../../core/target/interpreter-target.ts";
import { parseLibc } from "../../core/target/libc.ts";
import { makeTarget } from "../../core/target/parse-target.ts";
import type { Target } from "../../core/target/target.ts";
import { probeInterpreter } from "../probe-interpreter.ts";
import {
  type ReadTarget,
  refuseTarget,
  requireTarget,
  type TargetPorts,
  type TargetWishes,
  USUAL_PYTHON,
} from "./target-wishes.ts";

/**
 * This machine as a target: the running Python, or the one that is asked for. Where that one is not installed, or there is
 * no Python at all, platform and C library are still this machine's as far as they can be told.
 */
export async function readThisMachine(wishes: TargetWishes, ports: TargetPorts): Promise<ReadTarget> {
  const { python, libc } = wishes;
  const interpreter = python === null ? await ports.pythonHere() : await probePython(python, wishes, ports);
  if (interpreter === null) return await withoutPython(wishes, ports);
  const found = interpreterTarget(interpreter, null);
  if (!found.ok) throw refuseHost(interpreter, found.problems);
  const isKept = libc === null && wishes.installer !== "uv";
  const target = isKept ? found.value : computed(found.value, libc);
  const floor = libc ?? target.libc?.tag ?? "no known C library";
  const note = `No target is named: this machine's, ${target.platform.name}, Python ${interpreter.version} and ${floor}, is taken.`;
  return { target, note };
}

/** Null when there is no such Python here. */
async function probePython(python: string, wishes: TargetWishes, ports: TargetPorts): Promise<Interpreter | null> {
  const folder = wishes.workingDirectory;
  try {
    const lane = await ports.nativeLane.open({
      ...{ platform: null, python, libc: null, image: null, containerNetwork: "bridge" },
      ...{ workFolder: folder, projectFolder: folder, signal: ports.signal },
    });
    return await probeInterpreter(lane, { environment: ports.host.environment, folder, signal: ports.signal });
  } catch (error) {
    // A path was meant; a version may well be judged without being installed.
    if (error instanceof WheelhouseError && error.code === "no-python" && !python.includes("/")) return null;
    throw error;
  }
}

/** The target of this machine's platform and C library, as far as another Python of it tells, and of a Python that is not here. */
async function withoutPython(wishes: TargetWishes, { host, pythonHere }: TargetPorts): Promise<ReadTarget> {
  const other = await pythonHere();
  const here = other === null ? null : interpreterTarget(other, null);
  if (other !== null && here?.ok === false) throw refuseHost(other, here.problems);
  const python = wishes.python ?? USUAL_PYTHON;
  const platform = here?.ok ? here.value.platform.machine : host.platform;
  const libc = wishes.libc ?? (here?.ok ? here.value.libc?.tag : undefined);
  const target = requireTarget({ platform, python, ...(libc === undefined ? {} : { libc }) });
  const why = wishes.python === null ? "no Python runs here" : `Python ${python} is not installed here`;
  const floor = wishes.libc === null && libc === undefined ? `, ${target.libc?.tag} is the default` : "";
  return { target, note: `No target is named: ${target.id} of this machine's platform is taken; ${why}${floor}.` };
}

/** The same with the tags that follow from its parts instead of those that its pip listed. */
function computed(target: Target, libc: string | null): Target {
  const floor = libc === null ? null : parseLibc(libc);
  if (floor?.ok === false) throw refuseTarget(floor.problems);
  return makeTarget({ ...target, libc: floor?.value ?? target.libc, tags: null });
}

function refuseHost(interpreter: Interpreter, problems: readonly Problem[]): WheelhouseError {
  if (interpreter.platform === "linux") return refuseTarget(problems);
  return new WheelhouseError(
    "unknown-target",
    `This machine is no Linux (${interpreter.platform}); wheels are judged for Linux.`,
    {
      hint: "Name what you deploy to: --target linux/arm64, or a profile such as --target graviton (input: target).",
    },
  );
}
