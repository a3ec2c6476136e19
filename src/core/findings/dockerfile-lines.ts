import type { DistributionPackages } from "../knowledge/model.ts";
import type { Target } from "../target/target.ts";

export type PackageManager = keyof DistributionPackages;

const LINES: Readonly<Record<PackageManager, (names: string) => string>> = {
  apt: (names) =>
    `RUN apt-get update && apt-get install -y --no-install-recommends ${names} && rm -rf /var/lib/apt/lists/*`,
  dnf: (names) => `RUN dnf install -y ${names} && dnf clean all`,
  apk: (names) => `RUN apk add --no-cache ${names}`,
};

/** Profiles of systems that install with dnf; every other one with glibc is made of Debian or Ubuntu. */
const RED_HATS = /^(?:rhel|graviton|lambda|al2)/;

/** One instruction of a Dockerfile for each manager that has names for what is needed. */
export function dockerfileLines(packages: DistributionPackages, managers: readonly PackageManager[]): string[] {
  return managers.flatMap((manager) => {
    const names = packages[manager] ?? [];
    return names.length === 0 ? [] : [LINES[manager](names.join(" "))];
  });
}

/** How a target installs packages of the system: by its profile, else by its C library. */
export function managersOf({ profile, libc }: Pick<Target, "profile" | "libc">): readonly PackageManager[] {
  if (libc?.family === "musl") return ["apk"];
  if (libc === null) return ["apt", "dnf", "apk"];
  if (profile === null || /^image:|\.json$/.test(profile)) return ["apt", "dnf"];
  return RED_HATS.test(profile) ? ["dnf"] : ["apt"];
}
