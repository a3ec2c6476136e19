import { compareText } from "../../compare-text.ts";
import type { Target } from "../../target/target.ts";
import { tellApart } from "../../target/tell-apart.ts";
import type { Pin } from "../problem.ts";

/** One project: the versions that it has on the targets that need it. */
export interface ProjectPins {
  /** Normalised. */
  readonly name: string;
  /** Those on few targets first. */
  readonly versions: readonly VersionOnTargets[];
  /**
   * As they may stand in a constraints file: `numpy==2.1.0`, or one line for each version, told apart by markers. None
   * where no marker does it.
   */
  readonly lines: readonly string[];
}

export interface VersionOnTargets {
  readonly version: string;
  /** Ids, in the order of the targets. */
  readonly targets: readonly string[];
}

/** The pins of all targets by project, as lines; sorted by name. What comes from a URL has no version to pin. */
export function pinLines(
  pins: ReadonlyMap<string, readonly Pin[]>,
  targets: readonly Target[],
): readonly ProjectPins[] {
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

function projectPins(name: string, versions: ReadonlyMap<string, readonly Target[]>): ProjectPins {
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
