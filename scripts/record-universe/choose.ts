import { type ProjectVersion, projectVersions } from "../../src/core/index/candidates.ts";
import { parseProjectIndex } from "../../src/core/index/parse-project-index.ts";
import type { ProjectFile } from "../../src/core/index/project-index.ts";
import { type NormalizedName, normalizeName } from "../../src/core/pep/name.ts";
import { parseWheelFilename } from "../../src/core/pep/wheel-filename.ts";
import type { Notes } from "./noting.ts";

export interface ChosenVersion {
  readonly project: NormalizedName;
  readonly version: ProjectVersion["version"];
  /** For Linux, in the order of the page; at least one. */
  readonly wheels: readonly ProjectFile[];
  /** The wheel whose METADATA stands for all of them: one that a resolver has read, if any. */
  readonly read: ProjectFile;
}

/** Newest versions of one project that are taken besides those that a resolver read: pages of some have thousands. */
const NEWEST = 24;
/** The family in which every version pins others, so that resolvers go back over it. */
const PINNED_FAMILY = new Set(["boto3", "botocore", "awscli", "aiobotocore", "s3fs", "s3transfer", "fsspec"]);
const NEWEST_OF_FAMILY = 400;

/** The versions to be recorded, sorted by project, newest first; only those with a wheel for Linux. */
export function chooseVersions({ pages, metadata }: Notes): readonly ChosenVersion[] {
  const names = [...pages.keys()].map(normalizeName).sort();
  return names.flatMap((project) => {
    const page = pages.get(project);
    const read = page === undefined ? null : parseProjectIndex(page);
    const versions = read?.ok ? projectVersions(read.value, project) : [];
    const usable = versions.flatMap(({ version, wheels }) => {
      const fitting = wheels.filter(isForLinux);
      const readWheel = fitting.find(({ filename }) => metadata.has(filename)) ?? fitting[0];
      return readWheel === undefined ? [] : [{ project, version, wheels: fitting, read: readWheel }];
    });
    const newest = PINNED_FAMILY.has(project) ? NEWEST_OF_FAMILY : NEWEST;
    return usable.filter((one, place) => place < newest || metadata.has(one.read.filename));
  });
}

function isForLinux({ filename }: ProjectFile): boolean {
  return parseWheelFilename(filename).ok && /-any\.whl$|manylinux.*(?:x86_64|aarch64)\.whl$/.test(filename);
}
