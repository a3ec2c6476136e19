import type { MarkerEnvironment } from "../pep/marker.ts";
import type { Interpreter } from "../plan/interpreter.ts";
import { type Parsed, parsed } from "../problem.ts";
import { libcFloor } from "./libc.ts";
import { machineTarget } from "./machine-target.ts";
import { makeTarget, parseMachine } from "./parse-target.ts";
import type { Target } from "./target.ts";
import { parseTargetPython } from "./target-python.ts";

/**
 * The target that an interpreter runs wheels for. With pip its tags are those that its pip listed; without, they follow
 * from version, word size and C library.
 */
export function interpreterTarget(interpreter: Interpreter, profile: string | null): Parsed<Target> {
  const markers: Partial<MarkerEnvironment> = interpreter.markers;
  if (interpreter.tags.length > 0 || interpreter.platform !== "linux") {
    return machineTarget({
      tags: interpreter.tags,
      markers: { ...markers, sys_platform: interpreter.platform },
      profile,
    });
  }
  const platform = parseMachine(machineOf(interpreter));
  const prefix = interpreter.implementation === "pypy" ? "pypy" : "";
  const python = parseTargetPython(`${prefix}${interpreter.version}${interpreter.freeThreaded ? "t" : ""}`);
  if (!platform.ok) return platform;
  if (!python.ok) return python;
  return parsed(
    makeTarget({ platform: platform.value, libc: libcOf(interpreter), python: python.value, profile, markers }),
  );
}

/** The kernel may be of a larger word size than Python: then its wheels are those of the smaller one. */
function machineOf({ machine, bits }: Interpreter): string {
  if (bits === 64) return machine;
  return machine === "aarch64" ? "armv8l" : machine === "x86_64" ? "i686" : machine;
}

function libcOf({ libc }: Interpreter): Target["libc"] {
  const match = /^(\d+)\.(\d+)/.exec(libc.version);
  if (libc.family === "unknown" || match === null) return null;
  return libcFloor(libc.family, Number(match[1]), Number(match[2]));
}
