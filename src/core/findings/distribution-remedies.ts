import type { Distribution } from "../diagnose/distribution.ts";
import type { DistributionPackages } from "../diagnose/signature.ts";
import type { Remedy } from "../report/model.ts";

/** How each distribution installs packages. Debian and Ubuntu first: runners and the default images are that. */
const INSTALLERS: readonly (readonly [Distribution, string, string])[] = [
  ["apt", "On Debian and Ubuntu", "apt-get install -y --no-install-recommends"],
  ["dnf", "On Fedora, RHEL and in manylinux images", "dnf install -y"],
  ["apk", "On Alpine and in musllinux images", "apk add --no-cache"],
  ["conda", "With conda-forge", "conda install -y -c conda-forge"],
];

/** One remedy for each distribution that is known to have the packages, the one that the log shows before the others. */
export function distributionRemedies(packages: DistributionPackages, shown: Distribution | null): readonly Remedy[] {
  const installers = [...INSTALLERS].sort(([a], [b]) => Number(b === shown) - Number(a === shown));
  return installers.flatMap(([manager, where, command]) => {
    const names = packages[manager];
    return names.length === 0
      ? []
      : [{ text: `${where}, install ${names.join(" ")}.`, commands: [`${command} ${names.join(" ")}`] }];
  });
}
