import { type Parsed, parsed, problemAt, unparsed } from "../problem.ts";
import type { LaneKind } from "../report/model.ts";

/** An operating system and processor in the words of Docker, Python and GitHub. */
export interface Platform {
  /** Docker's word, and the one of every message of ours: `linux/arm64`. */
  readonly name: string;
  /** `uname -m`, and the last part of a wheel's platform tag: `aarch64`. */
  readonly machine: string;
  /** Other spellings that people and tools use, without `linux/`. */
  readonly synonyms: readonly string[];
  /** What an ELF file of this processor says of itself; binfmt_misc tells programs apart by it. */
  readonly elf: ElfIdentity;
  /** A label of GitHub's hosted runners of this platform, or null when there is none. */
  readonly runner: string | null;
}

export interface ElfIdentity {
  /** Word size: 1 is 32 bits, 2 is 64 (`EI_CLASS`). */
  readonly class: 1 | 2;
  /** Byte order: 1 is little-endian, 2 big-endian (`EI_DATA`). */
  readonly data: 1 | 2;
  /** `e_machine` of elf.h. */
  readonly machine: number;
}

/**
 * The platforms that Python wheels exist for on Linux (PEP 599, 600, 656). Runner labels: GitHub's documentation, 2026-08;
 * there is no `ubuntu-latest-arm`.
 */
export const PLATFORMS: readonly Platform[] = [
  platform("amd64", "x86_64", ["x64", "x86-64"], [2, 1, 0x3e], "ubuntu-24.04"),
  platform("arm64", "aarch64", ["arm64/v8", "armv8"], [2, 1, 0xb7], "ubuntu-24.04-arm"),
  platform("arm/v7", "armv7l", ["arm", "armv7", "armhf"], [1, 1, 0x28], null),
  platform("386", "i686", ["i386", "x86"], [1, 1, 0x03], null),
  platform("ppc64le", "ppc64le", [], [2, 1, 0x15], null),
  platform("s390x", "s390x", [], [2, 2, 0x16], null),
  platform("riscv64", "riscv64", [], [2, 1, 0xf3], null),
  platform("loong64", "loongarch64", [], [2, 1, 0x102], null),
];

/** `linux/arm64`, `arm64`, `aarch64`, `ARM64`, `linux/arm64/v8` → the platform. Case and surrounding blanks do not count. */
export function parsePlatform(text: string): Parsed<Platform> {
  const word = text.trim().toLowerCase();
  const short = word.startsWith("linux/") ? word.slice("linux/".length) : word;
  const found = PLATFORMS.find((known) => namesOf(known).includes(short));
  if (found !== undefined) return parsed(found);
  const known = PLATFORMS.map(({ name }) => name).join(", ");
  return unparsed(
    problemAt(
      text,
      0,
      "unknown-platform",
      `"${text}" is not a platform that wheels can be built for`,
      `one of ${known} (or a synonym such as aarch64)`,
    ),
  );
}

/** The lane of a target: `native` when this machine is of its platform. */
export function nativeOrEmulated(host: Platform, target: Platform): LaneKind {
  return host.name === target.name ? "native" : "emulated";
}

/** True when the host's kernel runs the target's programs by itself on most processors: no QEMU, but still a container. */
export function isCompatibleKernel(host: Platform, target: Platform): boolean {
  if (host.name === target.name) return true;
  const pair = `${host.name} ${target.name}`;
  return pair === "linux/amd64 linux/386" || pair === "linux/arm64 linux/arm/v7";
}

/** How to do without emulation, as a sentence; null where GitHub has no hosted runner of that platform. */
export function nativeRunnerHint(target: Platform): string | null {
  if (target.runner === null) return null;
  return `A job with \`runs-on: ${target.runner}\` builds for ${target.name} natively and needs no emulation.`;
}

function namesOf(known: Platform): readonly string[] {
  return [known.name.slice("linux/".length), known.machine, ...known.synonyms];
}

function platform(
  docker: string,
  machine: string,
  synonyms: readonly string[],
  [elfClass, data, elfMachine]: readonly [1 | 2, 1 | 2, number],
  runner: string | null,
): Platform {
  return {
    name: `linux/${docker}`,
    machine,
    synonyms,
    elf: { class: elfClass, data, machine: elfMachine },
    runner,
  };
}
