import { compareText } from "../../compare-text.ts";
import type { ProjectPins } from "../../report/pins-model.ts";
import type { Target } from "../../target/target.ts";
import { tellApart } from "../../target/tell-apart.ts";
import type { Pin } from "../problem.ts";

export type PinnedProject = Pick<ProjectPins, "name" | "versions" | "lines">;

/** The pins of all targets by project, as lines; sorted by name. What comes from a URL has no version to pin. */
export function pinLines(
  pins: ReadonlyMap<string, readonly Pin[]>,
  targets: readonly Target[],
): readonly PinnedProject[] {
  const projects = new Map<string, Map<string, Target[]>>();
  for (const target of targets) {
    for (const { name, version, url } of pins.get(target.id) ?? []) {
      if (url !== null || version === null) continue;
      const versions = projects.get(name) ?? new Map<string, Target[]>();
      projects.set(name, versions.set(version.normalized, [...(versions.get(version.normalized) ?? []), target]));
    }
  }
  return [...projects]
    .map(([name, versions]) => projectPins(name, versions))
    .sort((a, b) => compareText(a.name, b.name));
}

function projectPins(name: string, versions: ReadonlyMap<string, readonly Target[]>): PinnedProject {
  const groups = [...versions].sort(([, a], [, b]) => rankOf(a) - rankOf(b) || a.length - b.length);
  const markers = groups.length === 1 ? [] : tellApart(groups.map(([, targets]) => targets));
  return {
    name,
    versions: groups.map(([version, targets]) => ({ version, targets: targets.map(({ id }) => id) })),
    lines:
      markers === null
        ? []
        : groups.map(([version], at) => {
            const marker = markers[at];
            return `${name}==${version}${marker === undefined ? "" : ` ; ${marker.canonical}`}`;
          }),
  };
}

/** The last line holds wherever the others do not: what most machines are belongs there. */
function rankOf(targets: readonly Target[]): number {
  return targets.some(({ platform }) => platform.machine === "x86_64") ? 1 : 0;
}
