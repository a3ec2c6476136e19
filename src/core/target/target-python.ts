import { type Parsed, parsed, problemAt, unparsed } from "../problem.ts";
import { type PythonChoice, parsePythonChoice, pythonAbi } from "./python-choice.ts";
import type { TargetPython } from "./target.ts";

/** `3.12`, `3.12.4`, `3.14t`, `pypy3.11` → the Python of a target. A path is refused: nobody can ask it from here. */
export function parseTargetPython(text: string): Parsed<TargetPython> {
  const choice = parsePythonChoice(text);
  if (!choice.ok) return choice;
  if (choice.value.kind === "path") {
    return refuse(text, `"${text}" is a path; a target needs the version of its Python`, FORMS);
  }
  return toTargetPython(text, choice.value);
}

/** The Python of a tag's ABI: `cp312`, `cp314t`, `cp37m`, `pp311`, `pypy311_pp73`. */
export function parsePythonAbi(text: string): Parsed<TargetPython> {
  const cpython = /^cp(\d)(\d+)(t?)m?$/.exec(text);
  if (cpython !== null) return parseTargetPython(`${cpython[1]}.${cpython[2]}${cpython[3]}`);
  const pypy = /^(?:pp|pypy)(\d)(\d+)(?:_pp\d+)?$/.exec(text);
  if (pypy !== null) return parseTargetPython(`pypy${pypy[1]}.${pypy[2]}`);
  return refuse(text, `"${text}" is not a Python of wheel tags`, "cp312, cp314t (free-threaded) or pp311 (PyPy)");
}

const FORMS = "3.12, 3.12.4, 3.14t or pypy3.11";

function toTargetPython(text: string, choice: Extract<PythonChoice, { kind: "version" }>): Parsed<TargetPython> {
  const [major = 0, minor = 0] = choice.minor.split(".").map(Number);
  if (major !== 3) return refuse(text, `Python ${choice.version} is not supported: targets are Python 3`, FORMS);
  if (choice.freeThreaded && minor < 13) {
    return refuse(text, `Python ${choice.minor} has no free-threaded build: they begin with 3.13`, "3.13t or newer");
  }
  // PEP 3149: up to 3.7 the ABI of an ordinary build carries the flag for pymalloc.
  const flag = choice.implementation === "cpython" && minor < 8 ? "m" : "";
  return parsed({
    implementation: choice.implementation,
    major,
    minor,
    version: choice.version,
    abi: `${pythonAbi(choice)}${flag}`,
    freeThreaded: choice.freeThreaded,
  });
}

function refuse(text: string, message: string, expected: string): Parsed<TargetPython> {
  return unparsed(problemAt(text, 0, "unknown-python", message, expected));
}
