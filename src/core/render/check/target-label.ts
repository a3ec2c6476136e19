import type { TargetReport } from "../../report/model.ts";

/** The id, and the name by which people know the target where it has one: `cp310-manylinux_2_35_aarch64 (jetson-jp6)`. */
export function targetLabel({ target, profile }: TargetReport): string {
  return profile === undefined || target.endsWith(` (${profile})`) ? target : `${target} (${profile})`;
}
