import type { MarkerEnvironment } from "../pep/marker.ts";
import { makeTarget } from "./parse-target.ts";
import type { Target } from "./target.ts";
import { parseTargetPython } from "./target-python.ts";

/**
 * The same machine with another minor version of CPython. Null where that cannot be told: a profile or a machine of its own
 * says which Python and which tags it has, and PyPy and free-threaded builds are chosen for what they are.
 * @param python `3.13`
 */
export function withPython(target: Target, python: string): Target | null {
  const { implementation, freeThreaded } = target.python;
  if (target.tags !== null || target.profile !== null || implementation !== "cpython" || freeThreaded) return null;
  const read = parseTargetPython(python);
  if (!read.ok) return null;
  const ofMachine = Object.entries(target.markers).filter(([name]) => !OF_PYTHON.has(name));
  const markers: Partial<MarkerEnvironment> = Object.fromEntries(ofMachine);
  return makeTarget({ ...target, python: read.value, markers });
}

const OF_PYTHON: ReadonlySet<string> = new Set([
  "python_version",
  "python_full_version",
  "implementation_version",
] satisfies (keyof MarkerEnvironment)[]);
