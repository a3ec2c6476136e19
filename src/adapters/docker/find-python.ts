import { dirname } from "node:path/posix";
import { WheelhouseError } from "../../core/error.ts";
import { isCompatibleKernel, type Platform, parsePlatform } from "../../core/target/platform.ts";
import { isChosenPython, type PythonChoice, pythonPrograms } from "../../core/target/python-choice.ts";
import type { Exit } from "../../ports/process.ts";
import type { Container, ContainerCommand } from "./container.ts";
import { lastWords } from "./docker-cli.ts";
import { noEmulation } from "./emulation.ts";

/** The interpreter of an image. */
export interface ContainerPython {
  /** Path inside. */
  readonly program: string;
  /** `3.12.4`. */
  readonly version: string;
  /** The image's `PATH` with the interpreter's folder first: build scripts call `python` by name. */
  readonly path: string;
}

export interface PythonWish {
  readonly image: string;
  readonly target: Platform;
  /** Null: whatever the image has. */
  readonly choice: PythonChoice | null;
  /** How the probe is run: folder, variables, signal. */
  readonly setting: Omit<ContainerCommand, "argv">;
}

const PROBE = `
import json, os, platform, sys, sysconfig
print("\\n" + json.dumps({
    "program": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3], "implementation": sys.implementation.name,
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")), "machine": platform.machine(),
    "path": os.environ.get("PATH", ""), "writable": os.access(os.environ["HOME"], os.W_OK)}))
`;

const ANY_PYTHON = ["python3", "python"];
/** Starting Python takes a second under QEMU, and a minute on a machine that swaps. */
const PROBE_SECONDS = 300;

/**
 * Runs each likely interpreter until one is of the chosen version: the proof, too, that programs of the target run here.
 * Rejects with `no-python`, `no-emulation` (they do not run), `no-image` (of another platform), `container-failed`.
 */
export async function findPython(container: Container, wish: PythonWish): Promise<ContainerPython> {
  const tried: string[] = [];
  for (const program of wish.choice === null ? ANY_PYTHON : pythonPrograms(wish.choice)) {
    const exit = await container.run({
      ...wish.setting,
      argv: [program, "-I", "-c", PROBE],
      capture: true,
      timeoutSeconds: PROBE_SECONDS,
    });
    const answer = readAnswer(exit);
    if (answer === null) requireEmulated(exit, wish);
    if (answer === null) continue;
    requireSamePlatform(answer, wish);
    if (wish.choice === null || isChosenPython(wish.choice, answer)) {
      return { program: answer.program, version: answer.version, path: withFolder(answer) };
    }
    tried.push(`${program} is ${answer.version}`);
  }
  const found = tried.length === 0 ? "" : ` (${tried.join(", ")})`;
  throw new WheelhouseError("no-python", `The image ${wish.image} has no ${describeChoice(wish.choice)}${found}.`, {
    hint: "Choose another version with --python (input: python), or another image with --image (input: image).",
  });
}

interface Answer {
  readonly program: string;
  readonly version: string;
  readonly implementation: string;
  readonly freeThreaded: boolean;
  readonly machine: string;
  readonly path: string;
  readonly writable: boolean;
}

function readAnswer(exit: Exit): Answer | null {
  if (exit.code !== 0) return null;
  try {
    return JSON.parse(exit.stdout.trimEnd().split("\n").at(-1) ?? "") as Answer;
  } catch {
    return null;
  }
}

/** An absent program (126, 127) is passed over; one that the kernel refused is the end. */
function requireEmulated(exit: Exit, wish: PythonWish): void {
  if (!exit.tail.some((line) => /exec format error/i.test(line))) return;
  throw noEmulation(`Programs of ${wish.target.name} do not run in containers here: ${lastWords(exit)}.`, wish.target);
}

function requireSamePlatform(answer: Answer, { image, target }: PythonWish): void {
  const found = parsePlatform(answer.machine);
  if (!found.ok || !isCompatibleKernel(found.value, target)) {
    const message = `The image ${image} is made for ${found.ok ? found.value.name : answer.machine}, not for ${target.name}.`;
    throw new WheelhouseError("no-image", message, {
      hint: `Name an image that exists for ${target.name} with --image (input: image).`,
    });
  }
  if (!answer.writable) {
    throw new WheelhouseError("container-failed", "The build container cannot write to the work folder.", {
      hint: "Docker maps users or paths to others here (userns-remap, or a daemon on another machine): use a local daemon without it.",
    });
  }
}

function withFolder({ program, path }: Answer): string {
  const folder = dirname(program);
  return path.split(":").includes(folder) ? path : `${folder}:${path}`;
}

function describeChoice(choice: PythonChoice | null): string {
  if (choice === null) return "Python";
  if (choice.kind === "path") return `interpreter ${choice.path}`;
  const name = choice.implementation === "pypy" ? "PyPy" : "Python";
  return `${name} ${choice.version}${choice.freeThreaded ? " (free-threaded)" : ""}`;
}
