import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSdistFilename } from "../../../src/core/pep/sdist-filename.ts";
import { compareVersions, parseVersion, type Version } from "../../../src/core/pep/version.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import { realIndexUrl } from "../../e2e/index/real-index.ts";
import { CONFLICTS_FOLDER } from "./conflict-cases.ts";
import { type Mirror, startMirror } from "./mirror.ts";
import { openPublicIndex } from "./public-index.ts";

/** The public index as it was on the day on which the newest versions were recorded. */
export interface FrozenIndex extends Pick<Mirror, "url" | "downloads"> {
  /** Projects that were asked for and are not recorded, as the lines that record them. */
  unrecorded(): readonly string[];
  close(): Promise<void>;
}

const NEWEST = join(CONFLICTS_FOLDER, "newest.txt");

/**
 * What is uploaded tomorrow may end a conflict or bring a nearer way out: a mirror on loopback leaves out every file of a
 * version that is newer than the one in `newest.txt`.
 * @param home for the question which index this machine asks
 */
export async function openFrozenIndex(home: string): Promise<FrozenIndex> {
  const newest = readNewest();
  const seen = new Map<string, Version>();
  const hides = (project: string, filename: string): boolean => {
    const version = versionOf(filename);
    if (version === null) return false;
    const bound = newest.get(project);
    if (bound !== undefined) return compareVersions(version, bound) > 0;
    const before = seen.get(project);
    if (before === undefined || compareVersions(version, before) > 0) seen.set(project, version);
    return false;
  };
  const index = await openPublicIndex(realIndexUrl(home));
  const mirror = await startMirror(index, { largest: Number.POSITIVE_INFINITY, hides, hasFiles: true });
  return {
    url: mirror.url,
    downloads: mirror.downloads,
    unrecorded: () => [...seen].map(([project, { normalized }]) => `${project} ${normalized}`).sort(),
    close: async () => {
      await mirror.close();
      await index.close();
    },
  };
}

function readNewest(): ReadonlyMap<string, Version> {
  const lines = readFileSync(NEWEST, "utf8").split("\n");
  return new Map(
    lines.flatMap((line) => {
      if (line === "" || line.startsWith("#")) return [];
      const [project = "", text = ""] = line.split(" ");
      const version = parseVersion(text);
      if (!version.ok) throw new Error(`newest.txt has no version in ${line}`);
      return [[project, version.value]];
    }),
  );
}

function versionOf(filename: string): Version | null {
  const read = filename.endsWith(".whl") ? parseWheelFilename(filename) : parseSdistFilename(filename);
  return read.ok ? read.value.version : null;
}
