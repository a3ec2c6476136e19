import type { DistributionPackages } from "../diagnose/signature.ts";
import type { Remedy } from "../report/model.ts";

/** How each distribution installs packages. Debian and Ubuntu first: runners and the default images are that. */
const INSTALLERS: readonly (readonly [keyof DistributionPackages, string, string])[] = [
  ["apt", "On Debian and Ubuntu", "apt-get install -y"],
  ["dnf", "On Fedora, RHEL and in manylinux images", "dnf install -y"],
  ["apk", "On Alpine and in musllinux images", "apk add"],
  ["conda", "With conda-forge", "conda install -c conda-forge"],
];

export function distributionRemedies(packages: DistributionPackages): readonly Remedy[] {
  return INSTALLERS.flatMap(([manager, where, command]) => {
    const names = packages[manager];
    return names.length === 0
      ? []
      : [{ text: `${where}, install ${names.join(" ")}.`, commands: [`${command} ${names.join(" ")}`] }];
  });
}
