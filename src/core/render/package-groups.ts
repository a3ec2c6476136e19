import type { BuildReport, PackageReport } from "../report/model.ts";

/** Packages that belong together: those of a target, or of a log where there is no target. */
export interface PackageGroup {
  readonly kind: "target" | "log";
  /** Target id, or path of the log. */
  readonly label: string;
  readonly packages: readonly PackageReport[];
}

/** A report of a build speaks of targets; one of logs has only what they say. */
export function packageGroups({ targets, logs = [] }: BuildReport): readonly PackageGroup[] {
  if (targets.length > 0) return targets.map(({ target, packages }) => ({ kind: "target", label: target, packages }));
  return logs.map(({ file, packages }) => ({ kind: "log", label: file, packages }));
}
