import type { BuildReport, ConflictExplanation, Evidence, PackageReport, Place } from "./model.ts";

/**
 * The same report with its places seen from another folder: `prefix` is the way from there to where they are seen from
 * now, "" or ending in "/". GitHub wants paths from the root of the repository.
 */
export function relocateReport(report: BuildReport, prefix: string): BuildReport {
  if (prefix === "") return report;
  const move = (place: Place): Place => ({ ...place, file: joined(prefix, place.file) });
  const moveEvidence = (item: Evidence): Evidence =>
    item.kind === "requirement" ? { ...item, place: move(item.place) } : item;
  const moveSteps = (explanation: ConflictExplanation): ConflictExplanation => ({
    ...explanation,
    steps: explanation.steps.map((step) => ({ ...step, evidence: step.evidence.map(moveEvidence) })),
  });
  const movePackage = (item: PackageReport): PackageReport => ({ ...item, requestedBy: item.requestedBy.map(move) });
  return {
    ...report,
    targets: report.targets.map((target) => ({ ...target, packages: target.packages.map(movePackage) })),
    ...(report.logs === undefined
      ? {}
      : { logs: report.logs.map((log) => ({ ...log, packages: log.packages.map(movePackage) })) }),
    findings: report.findings.map((finding) => ({
      ...finding,
      places: finding.places.map(move),
      evidence: finding.evidence.map(moveEvidence),
    })),
    conflicts: report.conflicts.map((conflict) => ({
      ...conflict,
      causes: conflict.causes.map((cause) => ({ ...cause, place: cause.place === null ? null : move(cause.place) })),
      ...(conflict.explanation === undefined ? {} : { explanation: moveSteps(conflict.explanation) }),
    })),
    fixes: report.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, place: move(edit.place) })),
    })),
  };
}

/** `sub/` and `../a.txt` make `a.txt`; a path that leads out stays as it is. */
function joined(prefix: string, file: string): string {
  if (file.startsWith("/")) return file;
  const parts: string[] = [];
  for (const part of `${prefix}${file}`.split("/")) {
    if (part === ".." && parts.pop() === undefined) return file;
    if (part !== ".." && part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
