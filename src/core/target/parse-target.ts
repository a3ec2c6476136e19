import { nearest } from "../nearest.ts";
import type { MarkerEnvironment } from "../pep/marker.ts";
import { type Parsed, type Problem, parsed, problemAt, unparsed } from "../problem.ts";
import { type LibcFloor, parseLibc } from "./libc.ts";
import { PLATFORMS, type Platform, parsePlatform } from "./platform.ts";
import { findProfile, PROFILES, type TargetProfile } from "./profiles.ts";
import type { Target, TargetPython } from "./target.ts";
import { targetId } from "./target-id.ts";
import { parsePythonAbi, parseTargetPython } from "./target-python.ts";

/** A target spelled out, as options and configuration give it. */
export interface TargetInput {
  /** `linux/arm64` (or any synonym), `armv8l` for a 32-bit Python on a 64-bit kernel, or the name of a profile. */
  readonly platform: string;
  /** `3.12`, `3.12.4`, `3.14t`, `pypy3.10`. */
  readonly python: string;
  /** `manylinux_2_28`, `musllinux_1_2`; default: the profile's, else `defaultLibc` of the platform. */
  readonly libc?: string;
  readonly markers?: Partial<MarkerEnvironment>;
  /** The exact tags of the machine, best first; default: computed. */
  readonly tags?: readonly string[];
}

/**
 * Reads a target. A text is the name of a profile (`jetson-jp6`) or an id (`cp312-manylinux_2_28_aarch64`,
 * `cp314t-musllinux_1_2_aarch64`, `cp311-linux_armv7l`); a platform alone says too little, it comes with a Python in the
 * form of an object. All problems at once: `unknown-target`, `unknown-platform`, `unknown-python`, `unknown-libc`,
 * `invalid-tag`.
 */
export function parseTarget(input: string | TargetInput): Parsed<Target> {
  return typeof input === "string" ? parseTargetName(input) : parseTargetInput(input);
}

/**
 * The floor that is taken when none is given: `manylinux_2_28`, which every distribution in support meets but Amazon
 * Linux 2. riscv64 and loongarch64 came later: no distribution has them on an older C library than these (uv's floors of
 * `--python-platform riscv64-unknown-linux` and of its tags).
 */
export function defaultLibc(platform: Platform): string {
  if (platform.machine === "riscv64") return "manylinux_2_39";
  return platform.machine === "loongarch64" ? "manylinux_2_36" : "manylinux_2_28";
}

function parseTargetName(text: string): Parsed<Target> {
  const word = text.trim();
  const profile = findProfile(word);
  if (profile !== null) {
    return parseTargetInput({ platform: profile.name, python: profile.pythons[0] });
  }
  const id = /^((?:cp|pp|pypy)\d+[a-z0-9_]*)-([a-z]+\d*(?:_\d+_\d+)?)_([a-z][a-z0-9_]*)$/.exec(word);
  return id === null ? unparsed(unknownTarget(text, word)) : parseId(word, id);
}

function parseId(word: string, [, abi = "", floor = "", machine = ""]: RegExpExecArray): Parsed<Target> {
  const python = parsePythonAbi(abi);
  const libc = floor === "linux" ? parsed(null) : parseLibc(floor);
  const platform = parseMachine(machine);
  if (python.ok && libc.ok && platform.ok) {
    return parsed(makeTarget({ platform: platform.value, libc: libc.value, python: python.value }));
  }
  const libcAt = abi.length + 1;
  return unparsed(
    ...problemsAt(word, 0, python),
    ...problemsAt(word, libcAt, libc),
    ...problemsAt(word, libcAt + floor.length + 1, platform),
  );
}

function parseTargetInput(input: TargetInput): Parsed<Target> {
  const profile = findProfile(input.platform);
  const platform = parseMachine(profile?.platform ?? input.platform);
  const python = parseTargetPython(input.python);
  const floor = input.libc ?? profile?.libc ?? (platform.ok ? defaultLibc(platform.value) : "manylinux_2_28");
  const libc = parseLibc(floor);
  const tags = input.tags ?? null;
  const wrongTags = (tags ?? []).filter((tag) => !isWheelTag(tag)).map(invalidTag);
  if (platform.ok && python.ok && libc.ok && wrongTags.length === 0) {
    const markers = { ...profile?.markers, ...input.markers };
    const target = { platform: platform.value, libc: libc.value, python: python.value, markers, tags };
    return parsed(makeTarget({ ...target, profile: profile?.name ?? null }));
  }
  return unparsed(
    ...problemsAt("", 0, platform),
    ...problemsAt("", 0, python),
    ...problemsAt("", 0, libc),
    ...wrongTags,
  );
}

/** Puts the parts together; the id follows from them. */
export function makeTarget(parts: {
  readonly platform: Platform;
  readonly libc: LibcFloor | null;
  readonly python: TargetPython;
  readonly profile?: string | null;
  readonly markers?: Partial<MarkerEnvironment>;
  readonly tags?: readonly string[] | null;
}): Target {
  const { platform, libc, python } = parts;
  return {
    id: targetId({ python: python.abi, libc: libc?.tag ?? null, machine: platform.machine }),
    platform,
    libc,
    python,
    profile: parts.profile ?? null,
    markers: parts.markers ?? {},
    tags: parts.tags ?? null,
  };
}

/**
 * A platform, or `armv8l`: what Python's packaging tools call a 32-bit Python on a 64-bit ARM kernel. It runs the wheels
 * of armv7l, and is the same platform to Docker.
 */
export function parseMachine(text: string): Parsed<Platform> {
  if (text.trim().toLowerCase() !== "armv8l") return parsePlatform(text);
  const arm = parsePlatform("armv7l");
  return arm.ok ? parsed({ ...arm.value, machine: "armv8l" }) : arm;
}

/** `cp312-abi3-manylinux_2_17_aarch64`: one tag, not a compressed set. */
export function isWheelTag(text: string): boolean {
  return /^[a-z0-9_]+-[a-z0-9_]+-[a-z0-9_]+$/i.test(text);
}

function invalidTag(tag: string): Problem {
  return problemAt(
    tag,
    0,
    "invalid-tag",
    `"${tag}" is not a wheel tag`,
    "PYTHON-ABI-PLATFORM, e.g. cp312-abi3-linux_aarch64",
  );
}

/** The problems of a part, placed in the whole. */
function problemsAt(whole: string, offset: number, part: Parsed<unknown>): readonly Problem[] {
  if (part.ok) return [];
  return part.problems.map(({ code, message, expected }) => problemAt(whole, offset, code, message, expected));
}

function unknownTarget(text: string, word: string): Problem {
  const platform = parsePlatform(word);
  if (platform.ok) {
    const message = `"${text}" is a platform; a target also needs the version of its Python`;
    return problemAt(
      text,
      0,
      "unknown-target",
      message,
      `the Python too (3.12), or an id such as ${idOf(platform.value)}`,
    );
  }
  const names = [...profileNames(), ...PLATFORMS.map(({ name }) => name)];
  const near = nearest(word.toLowerCase(), names);
  const hint = near.length === 0 ? `one of ${profileNames().join(", ")}` : near.join(" or ");
  const message = `"${text}" is neither a profile nor an id of a target`;
  return problemAt(
    text,
    0,
    "unknown-target",
    message,
    `${hint}, a platform (linux/arm64) or an id (cp312-manylinux_2_28_aarch64)`,
  );
}

function idOf(platform: Platform): string {
  return targetId({ python: "cp312", libc: defaultLibc(platform), machine: platform.machine });
}

function profileNames(): readonly string[] {
  return PROFILES.flatMap(({ name, aliases }: TargetProfile) => [name, ...aliases]);
}
