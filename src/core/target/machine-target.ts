import type { MarkerEnvironment } from "../pep/marker.ts";
import { type Parsed, type Problem, parsed, problemAt, unparsed } from "../problem.ts";
import { type LibcFloor, parseLibc } from "./libc.ts";
import { makeTarget, parseMachine } from "./parse-target.ts";
import type { Target, TargetPython } from "./target.ts";
import { parsePythonAbi } from "./target-python.ts";

/** What a machine says of itself: the tags that its Python takes, best first, and its answers to markers. */
export interface MachineFacts {
  readonly tags: readonly string[];
  readonly markers: Partial<MarkerEnvironment>;
  /** What the target is to be called: `profile.json`, `image:debian:13`; null for this machine. */
  readonly profile: string | null;
}

/**
 * The target that a machine is. Platform, C library and Python follow from its tags, the patch release from its markers;
 * tags and markers themselves are kept as they are. Problems: `other-os`, `unknown-python`, `unknown-platform`,
 * `contradiction`.
 */
export function machineTarget({ tags, markers, profile }: MachineFacts): Parsed<Target> {
  const system = markers.sys_platform ?? "linux";
  if (system !== "linux") return refuse("other-os", `the profile is of ${system}; targets are Linux systems`, null);
  const python = findPython(tags);
  if (python === null)
    return refuse("unknown-python", "no tag names an ABI of CPython or PyPy", "tags such as cp312-cp312-…");
  const told = markers.python_version ?? minorOf(python);
  if (told !== minorOf(python)) {
    const message = `python_version is ${told}, the tags are of Python ${minorOf(python)}`;
    return refuse("contradiction", message, "tags and markers of one interpreter");
  }
  const platforms = [...new Set(tags.map((tag) => tag.split("-")[2] ?? ""))];
  const platform = parseMachine(machineOf(platforms) ?? markers.platform_machine ?? "");
  if (!platform.ok) return platform;
  const version = patchOf(markers) ?? python.version;
  return parsed(
    makeTarget({
      platform: platform.value,
      libc: newestLibc(platforms),
      python: { ...python, version },
      profile,
      markers,
      tags,
    }),
  );
}

function findPython(tags: readonly string[]): TargetPython | null {
  for (const abi of new Set(tags.map((tag) => tag.split("-")[1] ?? ""))) {
    // A debug build lists its own ABI before the one that wheels are made for.
    const python = /^(?:cp|pypy)\d/.test(abi) && !abi.endsWith("d") ? parsePythonAbi(abi) : null;
    if (python?.ok) return python.value;
  }
  return null;
}

const LINUX_TAG = /^(linux|manylinux\d+|(?:many|musl)linux_\d+_\d+)_([a-z]\w*)$/;

/** Of the best tag: of a 32-bit Python on a 64-bit kernel `armv8l`, where the marker says `aarch64`. */
function machineOf(platforms: readonly string[]): string | null {
  for (const platform of platforms) {
    const machine = LINUX_TAG.exec(platform)?.[2];
    if (machine !== undefined) return machine;
  }
  return null;
}

function newestLibc(platforms: readonly string[]): LibcFloor | null {
  let newest: LibcFloor | null = null;
  for (const platform of platforms) {
    const name = LINUX_TAG.exec(platform)?.[1] ?? "linux";
    const libc = name === "linux" ? null : parseLibc(name);
    if (libc?.ok && (newest === null || isNewer(libc.value, newest))) newest = libc.value;
  }
  return newest;
}

function isNewer(a: LibcFloor, b: LibcFloor): boolean {
  return a.major > b.major || (a.major === b.major && a.minor > b.minor);
}

function minorOf({ major, minor }: TargetPython): string {
  return `${major}.${minor}`;
}

/** `3.12.4` of `3.12.4`, `3.12.4+` (built from a repository) or `3.15.0rc1`. */
function patchOf(markers: Partial<MarkerEnvironment>): string | null {
  return /^\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?/.exec(markers.python_full_version ?? "")?.[0] ?? null;
}

function refuse(code: string, message: string, expected: string | null): Parsed<Target> {
  const problem: Problem = problemAt("", 0, code, message, expected);
  return unparsed(problem);
}
