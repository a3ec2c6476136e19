import type { MarkerEnvironment } from "../pep/marker.ts";
import { findJetPack, JETPACK_LINES, type JetPackLine } from "./jetpack.ts";

/** A system that many people deploy to, by name: what `--target NAME` stands for. */
export interface TargetProfile {
  readonly name: string;
  /** Other names, e.g. `ubuntu` for the newest one. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** In Docker's words, or `armv8l`. */
  readonly platform: string;
  readonly libc: string;
  /** The Pythons that the system's own packages (of Lambda: its runtimes) have; the first is the default. */
  readonly pythons: readonly [string, ...string[]];
  readonly markers: Partial<MarkerEnvironment>;
  /** What else to know, one sentence; null when there is nothing. */
  readonly note: string | null;
  readonly source: string;
  /** When the source was looked at. */
  readonly date: string;
}

const GRAVITON = "aws/aws-graviton-getting-started, python.md";
const LAMBDA = "AWS Lambda documentation, runtimes; aws/aws-lambda-builders issue 762";
const UBUNTU = "Ubuntu package search: libc6 and python3 of each release";
const DEBIAN = "Debian package tracker: libc6 and python3 of each release";
const ALPINE = "general knowledge of the branches, not looked up";
const RED_HAT = "general knowledge of the releases and their application streams, not looked up";

const OLD_GLIBC = "Wheels for manylinux_2_28, which many projects have moved to, do not run on it.";
const PAGES = "The kernel of a Pi 5 has pages of 16 KiB: wheels with a jemalloc built for 4 KiB abort there.";
const PI_32 = "The kernel is of 64 bits, Python of 32: platform_machine says aarch64, wheels are those of armv7l.";

const SYSTEMS: readonly TargetProfile[] = [
  profile("graviton-al2", "Amazon Linux 2 on Graviton", "manylinux_2_26", ["3.7", "3.8"], GRAVITON, {
    note: OLD_GLIBC,
  }),
  profile(
    "graviton-al2023",
    "Amazon Linux 2023 on Graviton",
    "manylinux_2_34",
    ["3.9", "3.11", "3.12", "3.13", "3.14"],
    GRAVITON,
    {
      aliases: ["al2023", "graviton"],
    },
  ),
  profile(
    "lambda-al2023",
    "AWS Lambda for arm64 (Amazon Linux 2023)",
    "manylinux_2_34",
    ["3.14", "3.13", "3.12"],
    LAMBDA,
    {
      aliases: ["lambda"],
      note: "Runtimes for Python 3.11 and older are of Amazon Linux 2: take graviton-al2 for them.",
    },
  ),
  profile("ubuntu-20.04", "Ubuntu 20.04 LTS", "manylinux_2_31", ["3.8"], UBUNTU),
  profile("ubuntu-22.04", "Ubuntu 22.04 LTS", "manylinux_2_35", ["3.10"], UBUNTU),
  profile("ubuntu-24.04", "Ubuntu 24.04 LTS", "manylinux_2_39", ["3.12"], UBUNTU),
  profile("ubuntu-26.04", "Ubuntu 26.04 LTS", "manylinux_2_43", ["3.14"], UBUNTU, { aliases: ["ubuntu"] }),
  profile("debian-12", "Debian 12 (bookworm)", "manylinux_2_36", ["3.11"], DEBIAN, { aliases: ["debian-bookworm"] }),
  profile("debian-13", "Debian 13 (trixie)", "manylinux_2_41", ["3.13"], DEBIAN, {
    aliases: ["debian", "debian-trixie"],
  }),
  profile("rpi-os-bookworm", "Raspberry Pi OS (bookworm), 64 bit", "manylinux_2_36", ["3.11"], DEBIAN, { note: PAGES }),
  profile("rpi-os-trixie", "Raspberry Pi OS (trixie), 64 bit", "manylinux_2_41", ["3.13"], DEBIAN, {
    aliases: ["rpi-os"],
    note: PAGES,
  }),
  profile("rpi-os-bookworm-32", "Raspberry Pi OS (bookworm), 32 bit", "manylinux_2_36", ["3.11"], DEBIAN, {
    platform: "armv8l",
    note: PI_32,
  }),
  profile("rpi-os-trixie-32", "Raspberry Pi OS (trixie), 32 bit", "manylinux_2_41", ["3.13"], DEBIAN, {
    aliases: ["rpi-os-32"],
    platform: "armv8l",
    note: PI_32,
  }),
  profile("alpine-3.20", "Alpine Linux 3.20", "musllinux_1_2", ["3.12"], ALPINE),
  profile("alpine-3.21", "Alpine Linux 3.21", "musllinux_1_2", ["3.12"], ALPINE),
  profile("alpine-3.22", "Alpine Linux 3.22", "musllinux_1_2", ["3.12"], ALPINE),
  profile("alpine-3.23", "Alpine Linux 3.23", "musllinux_1_2", ["3.12"], ALPINE, { aliases: ["alpine"] }),
  profile("rhel8", "Red Hat Enterprise Linux 8", "manylinux_2_28", ["3.6", "3.9", "3.11", "3.12"], RED_HAT, {
    aliases: ["rhel-8", "almalinux-8", "rocky-8"],
  }),
  profile("rhel9", "Red Hat Enterprise Linux 9", "manylinux_2_34", ["3.9", "3.11", "3.12"], RED_HAT, {
    aliases: ["rhel-9", "almalinux-9", "rocky-9"],
  }),
  profile("rhel10", "Red Hat Enterprise Linux 10", "manylinux_2_39", ["3.12"], RED_HAT, {
    aliases: ["rhel", "rhel-10", "almalinux-10", "rocky-10"],
  }),
  profile("ubuntu-24.04-riscv64", "Ubuntu 24.04 LTS for RISC-V", "manylinux_2_39", ["3.12"], UBUNTU, {
    platform: "linux/riscv64",
  }),
  profile("debian-13-riscv64", "Debian 13 (trixie) for RISC-V", "manylinux_2_41", ["3.13"], DEBIAN, {
    platform: "linux/riscv64",
  }),
];

/** All of them, the Jetson lines last. Aliases without a version mean the newest at the date of the table. */
export const PROFILES: readonly TargetProfile[] = [...SYSTEMS, ...JETPACK_LINES.map(jetson)];

/** `jetson-jp6`, `Graviton`, `jetson-jp6.2.1`, `jetpack-6.2` → the profile; null when there is none of that name. */
export function findProfile(name: string): TargetProfile | null {
  const word = name.trim().toLowerCase();
  const jetpack = /^(?:jetson-jp|jetpack-)(\d(?:\.\d)*)$/.exec(word)?.[1];
  const found = PROFILES.find((known) => known.name === word || known.aliases.includes(word));
  if (found !== undefined || jetpack === undefined) return found ?? null;
  const line = findJetPack(jetpack);
  return PROFILES.find((known) => known.name === line?.profile) ?? null;
}

function profile(
  name: string,
  title: string,
  libc: string,
  pythons: readonly [string, ...string[]],
  source: string,
  more: Partial<TargetProfile> = {},
): TargetProfile {
  const common = { aliases: [], platform: "linux/arm64", markers: {}, note: null, date: "2026-08" };
  return { ...common, name, title, libc, pythons, source, ...more };
}

function jetson(line: JetPackLine): TargetProfile {
  const source = "src/core/target/jetpack.ts";
  const markers = { platform_release: line.platformRelease };
  return profile(line.profile, `${line.title} (Ubuntu ${line.ubuntu})`, line.libc, [line.python], source, {
    markers,
    note: line.note,
  });
}
