import type { DistributionPackages } from "./signature.ts";

export type Distribution = keyof DistributionPackages;

/** What only one of them prints, or what names its images and its releases. */
const SIGNS: readonly (readonly [Distribution, RegExp])[] = [
  [
    "apk",
    /\bapk (?:--no-cache |--update |-U )*add\b|APKINDEX|\bOK: \d+ MiB in \d+ packages|pypa\/musllinux|\balpine:|-alpine\b|\bID="?alpine|Alpine Linux|\bld-musl-|-linux-musl\b/,
  ],
  [
    "dnf",
    /\b(?:dnf|yum|microdnf) (?:-y |-q |--quiet )*install|pypa\/manylinux|\.el\d+(?:_\d+)?\.|\.fc\d\d\.|\bID="?(?:almalinux|rocky|rhel|centos|fedora)|\b(?:almalinux|rockylinux|fedora|centos):|\/opt\/rh\//,
  ],
  [
    "conda",
    /\bconda (?:install|create|build)\b|_build_env\/|\/(?:mini|ana)conda3?\/|\/(?:mamba|mini)forge3?\/|\bmicromamba\b/,
  ],
  [
    "apt",
    /\bapt(?:-get)? (?:-y |-qq? |-yqq? |--yes )*(?:install|update)|Reading package lists|Selecting previously unselected package|\bdebian:|\bubuntu:|python:[\d.]+-(?:slim|bookworm|bullseye|trixie)|\bID="?(?:debian|ubuntu)|Debian GNU|Ubuntu \d\d\.\d\d|(?:aarch64|x86_64|arm)-linux-gnu\w*-(?:gcc|g\+\+)|\/usr\/lib\/(?:aarch64|x86_64|arm)-linux-gnu/,
  ],
];

/** Of a log of 16 MB, the head tells; what stands behind it is compiler output. */
const LINES_READ = 20_000;
const LINE_LIMIT = 500;

/**
 * Whose packages the system has that wrote these lines: the first that shows itself. Null when none does; nothing is
 * assumed of a system that does not.
 */
export function findDistribution(lines: Iterable<string>): Distribution | null {
  let read = 0;
  for (const line of lines) {
    read += 1;
    if (read > LINES_READ) return null;
    const text = line.slice(0, LINE_LIMIT);
    const sign = SIGNS.find(([, pattern]) => pattern.test(text));
    if (sign !== undefined) return sign[0];
  }
  return null;
}

/** Of the image that a target's wheels are built in, by its libc: manylinux is AlmaLinux, musllinux is Alpine. */
export function distributionOfImage(target: string): Distribution | null {
  if (target.includes("musllinux")) return "apk";
  // Those of armv7l (2_31, 2_35) are Debian and Ubuntu.
  if (target.includes("armv7l")) return "apt";
  return target.includes("manylinux") ? "dnf" : null;
}
