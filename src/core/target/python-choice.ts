import { type Parsed, parsed, problemAt, unparsed } from "../problem.ts";

/** Which Python a person asked for: `3.12`, `3.12.4`, `3.14t` (free-threaded), `pypy3.11`, or a path inside the image. */
export type PythonChoice =
  | {
      readonly kind: "version";
      readonly implementation: "cpython" | "pypy";
      /** `3.12`: what images and ABIs are told apart by. */
      readonly minor: string;
      /** As asked for: `3.12` or `3.12.4`. */
      readonly version: string;
      readonly freeThreaded: boolean;
    }
  | { readonly kind: "path"; readonly path: string };

export function parsePythonChoice(text: string): Parsed<PythonChoice> {
  const word = text.trim();
  if (word.includes("/")) return parsed({ kind: "path", path: word });
  const match = /^(pypy)?((\d+\.\d+)(?:\.\d+)?)(t)?$/.exec(word.toLowerCase());
  const [, pypy, version, minor, threads] = match ?? [];
  if (version === undefined || minor === undefined || (pypy !== undefined && threads !== undefined)) {
    const message = `"${text}" is not a Python version`;
    return unparsed(
      problemAt(text, 0, "unknown-python", message, "3.12, 3.12.4, 3.14t, pypy3.11 or the path of an interpreter"),
    );
  }
  const implementation = pypy === undefined ? "cpython" : "pypy";
  return parsed({ kind: "version", implementation, minor, version, freeThreaded: threads !== undefined });
}

/** ABI in the words of wheel tags: `cp312`, `cp314t`, `pp311`. Null for a path: only the interpreter knows. */
export function pythonAbi(choice: PythonChoice): string | null {
  if (choice.kind === "path") return null;
  const digits = choice.minor.replace(".", "");
  return choice.implementation === "pypy" ? `pp${digits}` : `cp${digits}${choice.freeThreaded ? "t" : ""}`;
}

/**
 * The programs of an image that may be this Python, most likely first. The images of PyPA keep each interpreter in
 * `/opt/python/<interpreter>-<abi>`; others have it on `PATH`.
 */
export function pythonPrograms(choice: PythonChoice): readonly string[] {
  if (choice.kind === "path") return [choice.path];
  const digits = choice.minor.replace(".", "");
  if (choice.implementation === "pypy") {
    return [`/opt/python/pp${digits}-pypy${digits}_pp73/bin/python`, `pypy${choice.minor}`, "pypy3"];
  }
  const threads = choice.freeThreaded ? "t" : "";
  const names = [`/opt/python/cp${digits}-cp${digits}${threads}/bin/python`, `python${choice.minor}${threads}`];
  return choice.freeThreaded ? names : [...names, "python3", "python"];
}

/** What an interpreter says of itself, as far as a choice is concerned. */
export interface PythonIdentity {
  /** `3.12.4`. */
  readonly version: string;
  /** `sys.implementation.name`. */
  readonly implementation: string;
  readonly freeThreaded: boolean;
}

export function isChosenPython(choice: PythonChoice, found: PythonIdentity): boolean {
  if (choice.kind === "path") return true;
  return (
    found.implementation === choice.implementation &&
    found.freeThreaded === choice.freeThreaded &&
    (found.version === choice.version || found.version.startsWith(`${choice.version}.`))
  );
}
