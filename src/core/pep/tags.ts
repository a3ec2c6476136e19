import type { TagRules, Target, TargetPython } from "../target/target.ts";
import { countDown, linuxPlatformTags } from "./platform-tags.ts";

interface TagOptions {
  /** Default: `packaging-26.3`. */
  readonly rules?: TagRules;
}

/** Lists are the same for the same target, and a page of an index asks for one many times. */
const known = new WeakMap<Target, Map<TagRules, readonly string[]>>();
const ranks = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/**
 * Every tag that a wheel for this target may have, best first (PEP 425, 600, 656, 803; the order of `packaging`, or of uv
 * where `rules` says so). A target that brings the list of its own machine gets exactly that. What a `_manylinux` module
 * on the machine forbids is not known here.
 */
export function compatibleTags(target: Target, options: TagOptions = {}): readonly string[] {
  if (target.tags !== null) return target.tags;
  const rules = options.rules ?? "packaging-26.3";
  const lists = known.get(target) ?? new Map<TagRules, readonly string[]>();
  known.set(target, lists);
  const list = lists.get(rules) ?? listTags(target, rules);
  lists.set(rules, list);
  return list;
}

/** The same as places in the list: 0 is the best tag, a tag that is not in it does not fit. */
export function rankTags(target: Target, options: TagOptions = {}): ReadonlyMap<string, number> {
  const tags = compatibleTags(target, options);
  const rank = ranks.get(tags) ?? new Map([...tags].reverse().map((tag, index) => [tag, tags.length - 1 - index]));
  ranks.set(tags, rank);
  return rank;
}

function listTags({ python, platform, libc }: Target, rules: TagRules): readonly string[] {
  const platforms = linuxPlatformTags(platform.machine, libc, rules);
  const pythons = pythonTags(python);
  const own = python.implementation === "cpython" ? cpythonTags(python) : pypyTags(python, rules);
  const anyInterpreter = anyPlatformInterpreter(python, rules);
  return [
    ...[...own, ...pythons.map((tag) => `${tag}-none`)].flatMap((tag) => platforms.map((name) => `${tag}-${name}`)),
    ...(anyInterpreter === null ? [] : [`${anyInterpreter}-none-any`]),
    ...pythons.map((tag) => `${tag}-none-any`),
  ];
}

/**
 * Interpreter and ABI, best first. A free-threaded Python takes the stable ABI of its own kind (`abi3t`, PEP 803) and
 * never `abi3`. Before 3.8 the ABI carried an `m`.
 */
function cpythonTags({ major, minor, freeThreaded }: TargetPython): readonly string[] {
  const interpreter = `cp${major}${minor}`;
  const flags = freeThreaded ? "t" : isBefore38(major, minor) ? "m" : "";
  const stable = freeThreaded ? "abi3t" : "abi3";
  return [
    `${interpreter}-${interpreter}${flags}`,
    `${interpreter}-${stable}`,
    `${interpreter}-none`,
    ...countDown(minor - 1, 2).map((older) => `cp${major}${older}-${stable}`),
  ];
}

/** Wheels for PyPy name the version of its C API too, which has been 7.3 since Python 3.6. */
function pypyTags({ major, minor }: TargetPython, rules: TagRules): readonly string[] {
  const interpreter = `pp${major}${minor}`;
  const compiled = `${interpreter}-pypy${major}${minor}_pp73`;
  return rules === "uv" ? [compiled] : [compiled, `${interpreter}-none`];
}

/** The interpreter of which a wheel without platform may be: `packaging` says `pp3` for every PyPy 3, uv has none. */
function anyPlatformInterpreter({ implementation, major, minor }: TargetPython, rules: TagRules): string | null {
  if (implementation === "cpython") return `cp${major}${minor}`;
  return rules === "uv" ? null : `pp${major}`;
}

/** `py312`, `py3`, `py311` … `py30`. */
function pythonTags({ major, minor }: TargetPython): readonly string[] {
  return [`py${major}${minor}`, `py${major}`, ...countDown(minor - 1, 0).map((older) => `py${major}${older}`)];
}

function isBefore38(major: number, minor: number): boolean {
  return major < 3 || (major === 3 && minor < 8);
}
