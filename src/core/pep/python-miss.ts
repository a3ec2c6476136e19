import type { Target, TargetPython } from "../target/target.ts";
import type { SideMiss } from "./side-miss.ts";
import type { TagIndex } from "./tag-index.ts";

/** What of interpreter and ABI does not fit the target; null when they are among the target's own. */
export function explainPython(interpreter: string, abi: string, target: Target, tags: TagIndex): SideMiss | null {
  if (tags.pythons.has(`${interpreter}-${abi}`)) return null;
  const has = pythonName(target.python);
  const wheel = readInterpreter(interpreter);
  const own = target.python;
  if (wheel === null || !isSamePython(wheel, own, abi)) {
    return { part: "python", needs: interpreterText(interpreter, wheel, abi), has, distance: distanceOf(wheel, own) };
  }
  const threadsOfWheel = abi === "abi3t" || /^cp\d+d?t/.test(abi);
  if (own.implementation === "cpython" && threadsOfWheel !== own.freeThreaded) {
    return { part: "free-threaded", needs: threadsOfWheel ? "a free-threaded Python" : gilText(abi), has, distance: 0 };
  }
  return { part: "abi", needs: `the ABI ${abi}`, has: `${has} (${own.abi})`, distance: 0 };
}

interface WheelInterpreter {
  readonly implementation: "cpython" | "pypy" | "any";
  readonly major: number;
  readonly minor: number | null;
}

function readInterpreter(tag: string): WheelInterpreter | null {
  const [, letters = "", major = "", minor = ""] = /^(cp|pp|py)(\d)(\d*)$/.exec(tag) ?? [];
  if (letters === "") return null;
  const implementation = letters === "cp" ? "cpython" : letters === "pp" ? "pypy" : "any";
  return { implementation, major: Number(major), minor: minor === "" ? null : Number(minor) };
}

/** Whether a wheel of this interpreter could run at all, were it not for its ABI. The stable ABI holds for newer Pythons too. */
function isSamePython(wheel: WheelInterpreter, own: TargetPython, abi: string): boolean {
  if (wheel.implementation !== own.implementation || wheel.major !== own.major || wheel.minor === null) return false;
  return isStable(abi) ? wheel.minor <= own.minor : wheel.minor === own.minor;
}

/** Between Pythons of one kind; any other is as far as can be. */
function distanceOf(wheel: WheelInterpreter | null, own: TargetPython): number {
  if (wheel?.implementation !== own.implementation || wheel.major !== own.major || wheel.minor === null) return 99;
  return Math.abs(wheel.minor - own.minor);
}

function isStable(abi: string): boolean {
  return abi === "abi3" || abi === "abi3t";
}

function gilText(abi: string): string {
  return isStable(abi) ? "a Python with the GIL (abi3)" : "a Python with the GIL";
}

function interpreterText(tag: string, wheel: WheelInterpreter | null, abi: string): string {
  if (wheel === null) return tag;
  const name = { cpython: "CPython", pypy: "PyPy", any: "Python" }[wheel.implementation];
  const version = wheel.minor === null ? `${wheel.major}` : `${wheel.major}.${wheel.minor}`;
  const threads = /^cp\d+t$/.test(abi) ? "free-threaded " : "";
  const newer = isStable(abi) || (wheel.implementation === "any" && wheel.minor !== null) ? " or newer" : "";
  return `${threads}${name} ${version}${newer}`;
}

function pythonName({ implementation, major, minor, freeThreaded }: TargetPython): string {
  return `${freeThreaded ? "free-threaded " : ""}${implementation === "pypy" ? "PyPy" : "CPython"} ${major}.${minor}`;
}
