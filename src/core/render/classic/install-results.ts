import type { Finding, PackageReport } from "../../report/model.ts";
import { csvField } from "../escape.ts";
import type { FileRenderer } from "../extras.ts";
import { packageGroups } from "../package-groups.ts";

const COLUMNS = [
  "target",
  "package",
  "version",
  "status",
  "artifact",
  "origin",
  "file",
  "bytes",
  "sha256",
  "lane",
  "download_seconds",
  "build_seconds",
  "log",
  "error",
  "verdict",
];

/** One row for each package and target, RFC 4180 with CRLF; the header stands even when there is no row. */
export const installResults: FileRenderer = {
  path: "package_install_results.csv",
  render: (report) => {
    const rows = packageGroups(report).flatMap(({ kind, label, packages }) => {
      const errors = errorsByPackage(report.findings, kind === "target" ? label : null);
      // A log that was explained is the log of all of its packages, and its target is not known.
      return packages.map((each) => {
        const [target, log] = kind === "target" ? [label, each.log] : ["", label];
        const verdict = each.verdict?.outcome ?? null;
        return [target, ...fieldsOf({ ...each, log }), errors.get(each.name) ?? "", verdict];
      });
    });
    return [COLUMNS, ...rows].map((fields) => `${fields.map(csvField).join(",")}\r\n`).join("");
  },
};

function fieldsOf(each: PackageReport): (string | number | null)[] {
  const { name, version, status, artifact, origin, file, bytes, sha256, lane, seconds, log } = each;
  return [name, version, status, artifact, origin, file, bytes, sha256, lane, seconds.download, seconds.build, log];
}

/** The first error of each package. */
function errorsByPackage(findings: readonly Finding[], target: string | null): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const finding of findings) {
    if (finding.severity !== "error" || (finding.target !== null && finding.target !== target)) continue;
    for (const name of finding.packages) if (!errors.has(name)) errors.set(name, finding.message);
  }
  return errors;
}
