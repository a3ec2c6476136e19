import type { LogReport, PackageReport, TargetReport } from "../../report/model.ts";
import type { FileRenderer } from "../extras.ts";
import { stableJson } from "../json.ts";
import { placeText } from "../places.ts";

/** What was asked for, what was built, what was taken: one entry for each target and each log. */
export const dependencyManifest: FileRenderer = {
  path: "dependency-manifest.json",
  render: ({ targets, tool, complete, logs }) =>
    stableJson({
      tool,
      complete,
      targets: targets.map(manifestOf),
      ...(logs === undefined ? {} : { logs: logs.map(manifestOfLog) }),
    }),
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

function manifestOfLog({ file, packages, totals, duplicates }: LogReport) {
  const built = packages.filter(({ status }) => status === "built");
  const fetched = packages.filter(
    ({ status, origin }) => status === "downloaded" || (status === "built" && origin === "index"),
  );
  return {
    log: file,
    requirements: { total_dependencies: packages.length, dependencies: packages.map(dependencyOf) },
    wheel_build: {
      wheels_built: totals.built,
      wheel_files: built.map((each) => ({
        file: each.file,
        sha256: each.sha256,
        bytes: each.bytes,
        seconds: each.seconds.build,
      })),
    },
    installation: {
      install_method: totals.method,
      installed_packages: totals.installed,
      downloads_detected: totals.downloads,
      download_activity: fetched.map((each) => ({ package: each.name, version: each.version, file: each.file })),
      duplicates,
    },
  };
}

function dependencyOf(each: PackageReport) {
  const { name, version, artifact, origin, file, sha256, status, requiredBy, requestedBy } = each;
  return {
    name,
    version,
    artifact,
    origin,
    file,
    sha256,
    status,
    requiredBy,
    requestedBy: requestedBy.map(placeText),
    verdict: each.verdict,
  };
}
