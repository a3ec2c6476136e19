import type { PackageReport, TargetReport } from "../../report/model.ts";
import type { FileRenderer } from "../extras.ts";
import { stableJson } from "../json.ts";
import { placeText } from "../places.ts";

/** What was asked for, what was built, what was taken: one entry for each target. */
export const dependencyManifest: FileRenderer = {
  path: "dependency-manifest.json",
  render: ({ targets, tool, complete }) => stableJson({ tool, complete, targets: targets.map(manifestOf) }),
};

function manifestOf({ target, lane, packages, counts }: TargetReport) {
  const built = packages.filter(({ status }) => status === "built");
  return {
    target,
    requirements: { total_dependencies: packages.length, dependencies: packages.map(dependencyOf) },
    wheel_build: {
      lane,
      wheels_built: counts.built,
      wheel_files: built.map(({ file, sha256, bytes, seconds }) => ({ file, sha256, bytes, seconds: seconds.build })),
    },
    installation: {
      downloaded: counts.downloaded,
      reused: counts.reused,
      failed: counts.failed,
      download_activity: packages
        .filter(({ status }) => status === "downloaded")
        .map(({ file, bytes }) => ({ file, bytes })),
    },
  };
}

function dependencyOf(each: PackageReport) {
  const { name, version, artifact, origin, file, sha256, status, requiredBy, requestedBy } = each;
  return { name, version, artifact, origin, file, sha256, status, requiredBy, requestedBy: requestedBy.map(placeText) };
}
