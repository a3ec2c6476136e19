import type { Target } from "./target.ts";

/**
 * JetPack, NVIDIA's system for Jetson boards: which release has which Ubuntu, Python, C library and CUDA, and which wheels
 * with GPU code run on it. Data only.
 *
 * Sources: releases from rbonghi/jetson_stats, `jtop/core/jetson_variables.py`, commit f41d5cad of 2026-07-30; CUDA, Ubuntu
 * and architectures from dusty-nv/jetson-containers, `jetson_containers/l4t_version.py`, commit dd206bfe of 2026-05-30;
 * JetPack 7.2 also from roboflow/inference pull request 2531 and OE4T/meta-tegra pull request 2224.
 */
export interface JetPackLine {
  /** The profile that stands for it: `jetson-jp6`. */
  readonly profile: string;
  /** What people call it: `JetPack 6`. */
  readonly title: string;
  /** The Ubuntu that it is made of, and with it the C library and the system's Python. */
  readonly ubuntu: string;
  readonly libc: string;
  readonly python: string;
  /** CUDA of the newest release of the line. */
  readonly cuda: string;
  /** Others that run on it: as an upgrade, or inside a container. */
  readonly otherCuda: readonly string[];
  /** What a build for all boards of the line sets. */
  readonly torchCudaArchList: string;
  /**
   * Whose user space CUDA programs link: `tegra`, that of Jetson alone, or `sbsa`, that of ARM servers. Wheels made for
   * one fail to load or find no kernel on the other.
   */
  readonly userSpace: "tegra" | "sbsa";
  /**
   * `uname -r` of a recent release (its last number differs from one to the next): what markers such as
   * `"tegra" in platform_release` look at.
   */
  readonly platformRelease: string;
  /** The releases, newest first. */
  readonly releases: readonly JetPackRelease[];
  readonly note: string;
}

export interface JetPackRelease {
  /** `6.2.1`. */
  readonly jetpack: string;
  /** Version of Linux for Tegra, as `/etc/nv_tegra_release` says it: `36.4.4`. */
  readonly l4t: string;
}

/** Newest first. */
export const JETPACK_LINES: readonly JetPackLine[] = [
  {
    profile: "jetson-jp7.2",
    title: "JetPack 7.2",
    ubuntu: "24.04",
    libc: "manylinux_2_39",
    python: "3.12",
    cuda: "13.2",
    otherCuda: ["13.0"],
    torchCudaArchList: "8.7;11.0",
    userSpace: "sbsa",
    platformRelease: "6.8.12-tegra",
    releases: releases("39.2.1 7.2.1", "39.2.0 7.2", "39.0.0 7.2"),
    note: "The first JetPack on which Orin takes the wheels of ARM servers (SBSA), as Thor does.",
  },
  {
    profile: "jetson-jp7",
    title: "JetPack 7.0 and 7.1",
    ubuntu: "24.04",
    libc: "manylinux_2_39",
    python: "3.12",
    cuda: "13.0",
    otherCuda: [],
    torchCudaArchList: "11.0",
    userSpace: "sbsa",
    platformRelease: "6.8.12-tegra",
    releases: releases("38.4.0 7.1", "38.2.2 7.0", "38.2.1 7.0", "38.2.0 7.0"),
    note: "Thor only. Its wheels are those of sbsa/cu130; the folder jp7/cu130 of the same index is empty.",
  },
  {
    profile: "jetson-jp6",
    title: "JetPack 6",
    ubuntu: "22.04",
    libc: "manylinux_2_35",
    python: "3.10",
    cuda: "12.6",
    otherCuda: ["12.2", "12.4", "12.8", "12.9"],
    torchCudaArchList: "8.7",
    userSpace: "tegra",
    platformRelease: "5.15.148-tegra",
    releases: releases(
      "36.5.0 6.2.2",
      "36.4.7 6.2.1",
      "36.4.4 6.2.1",
      "36.4.3 6.2",
      "36.4.2 6.1",
      "36.4.0 6.1",
      "36.3.0 6.0",
      "36.2.0 6.0",
    ),
    note: "Orin only. Containers made for L4T 36.4 and newer do not run on older 36.x systems, nor the reverse.",
  },
  {
    profile: "jetson-jp5",
    title: "JetPack 5",
    ubuntu: "20.04",
    libc: "manylinux_2_31",
    python: "3.8",
    cuda: "11.4",
    otherCuda: ["11.8", "12.2"],
    torchCudaArchList: "7.2;8.7",
    userSpace: "tegra",
    platformRelease: "5.10.216-tegra",
    releases: releases(
      "35.6.4 5.1.6",
      "35.6.3 5.1.5",
      "35.6.2 5.1.5",
      "35.6.1 5.1.5",
      "35.6.0 5.1.4",
      "35.5.0 5.1.3",
      "35.4.1 5.1.2",
      "35.3.1 5.1.1",
      "35.2.1 5.1",
      "35.1.0 5.0.2",
      "34.1.1 5.0.1",
      "34.1.0 5.0",
    ),
    note: "Xavier and Orin. Its Python 3.8, not its C library, is what keeps recent packages away.",
  },
  {
    profile: "jetson-jp4",
    title: "JetPack 4",
    ubuntu: "18.04",
    libc: "manylinux_2_27",
    python: "3.6",
    cuda: "10.2",
    otherCuda: [],
    torchCudaArchList: "5.3;6.2;7.2",
    userSpace: "tegra",
    platformRelease: "4.9.337-tegra",
    releases: releases(
      "32.7.6 4.6.6",
      "32.7.5 4.6.5",
      "32.7.4 4.6.4",
      "32.7.3 4.6.3",
      "32.7.2 4.6.2",
      "32.7.1 4.6.1",
      "32.6.1 4.6",
      "32.5.2 4.5.1",
      "32.5.1 4.5.1",
      "32.5.0 4.5",
      "32.4.4 4.4.1",
      "32.4.3 4.4",
      "32.3.1 4.3",
      "32.2.3 4.2.3",
      "32.2.1 4.2.2",
      "32.2.0 4.2.1",
      "32.1.0 4.2",
    ),
    note: "Nano, TX1, TX2 and Xavier; the last one for Nano and TX2.",
  },
];

/** The line of a release of L4T (`36.4.3`), be it listed or newer than the list; null for one that is not known. */
export function findJetPackByL4t(l4t: string): { readonly line: JetPackLine; readonly jetpack: string | null } | null {
  const version = l4t.replace(/^(\d+)\.(\d+)$/, "$1.$2.0");
  for (const line of JETPACK_LINES) {
    const release = line.releases.find((known) => known.l4t === version);
    if (release !== undefined) return { line, jetpack: release.jetpack };
  }
  const major = version.split(".")[0];
  const line = JETPACK_LINES.find((known) => known.releases.some((release) => release.l4t.split(".")[0] === major));
  return line === undefined ? null : { line, jetpack: null };
}

/** The line of a JetPack: `6`, `6.2`, `6.2.1`, `7.2`. */
export function findJetPack(jetpack: string): JetPackLine | null {
  const exact = JETPACK_LINES.find(({ releases: all }) => all.some((release) => isWithin(release.jetpack, jetpack)));
  return exact ?? null;
}

/**
 * The JetPack of a target: its profile's, or that of the kernel that it names (`5.15.148-tegra`), as a profile that was
 * printed on a Jetson does. JetPack 7.0 to 7.2 have one kernel: then the newest. Null for other systems.
 */
export function findJetPackOfTarget(target: Pick<Target, "profile" | "markers">): JetPackLine | null {
  const named = JETPACK_LINES.find((line) => line.profile === target.profile);
  if (named !== undefined) return named;
  const kernel = /^(\d+\.\d+)\.\d+.*-tegra/.exec(target.markers.platform_release ?? "")?.[1];
  if (kernel === undefined) return null;
  return JETPACK_LINES.find((line) => line.platformRelease.startsWith(`${kernel}.`)) ?? null;
}

/**
 * The version in `/etc/nv_tegra_release`, whose first line begins like `# R36 (release), REVISION: 4.3, GCID: …`:
 * `36.4.3`. Null for any other text.
 */
export function parseTegraRelease(text: string): string | null {
  const match = /^# R(\d{1,3}) \(release\), REVISION: (\d{1,3}(?:\.\d{1,3}){0,2})/.exec(text);
  return match === null ? null : `${match[1]}.${match[2]}`;
}

function isWithin(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}

/** `"36.4.3 6.2"`: L4T, JetPack. */
function releases(...pairs: readonly string[]): readonly JetPackRelease[] {
  return pairs.map((pair) => {
    const [l4t = "", jetpack = ""] = pair.split(" ");
    return { jetpack, l4t };
  });
}
