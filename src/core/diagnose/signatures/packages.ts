import type { DistributionPackages } from "../signature.ts";

export const NO_PACKAGES: DistributionPackages = { apt: [], dnf: [], apk: [], conda: [] };

/** Names separated by spaces, as of Debian 12, Fedora 41 and AlmaLinux (manylinux), Alpine 3.21, conda-forge. */
export function packagesOf(apt: string, dnf: string, apk: string, conda: string): DistributionPackages {
  return { apt: words(apt), dnf: words(dnf), apk: words(apk), conda: words(conda) };
}

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}
