import type { Universe, UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { makeSdist, makeWheel, type Release, type TestProject } from "../projects/project.ts";

/** The files of a universe: a tiny wheel for each tag set, and an sdist that says statically what it needs. */
export function universeProjects({ packages }: Universe): readonly TestProject[] {
  return Object.entries(packages).map(([name, versions]) => ({
    name,
    files: Object.entries(versions).flatMap(([version, offer]) => {
      const release = releaseOf(name, version, offer);
      const wheels = offer.wheelTags.map((tags) => makeWheel(release, tags, {}));
      return offer.sdist ? [...wheels, makeSdist(release, { "pyproject.toml": UNBUILDABLE })] : wheels;
    }),
  }));
}

const UNBUILDABLE = '[build-system]\nrequires = []\nbuild-backend = "nothing_builds_here"\n';

function releaseOf(name: string, version: string, offer: UniverseVersion): Release {
  const { requires, requiresPython, yanked, uploadTime, says } = offer;
  const extras = requires.flatMap((text) =>
    [...text.matchAll(/extra == ["']([^"']+)/g)].map(([, extra = ""]) => extra),
  );
  return {
    ...{ name, version, requires, extras: [...new Set(extras)] },
    ...(requiresPython === undefined ? {} : { requiresPython }),
    ...(yanked === undefined || yanked === false ? {} : { yanked: yanked === true ? "" : yanked }),
    ...(uploadTime === undefined ? {} : { uploadTime }),
    ...(says === undefined ? {} : { says }),
  };
}
