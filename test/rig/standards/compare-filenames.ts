import { parseSdistFilename } from "../../../src/core/pep/sdist-filename.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import { nearlyWheelFilename, sample, versionText, wheelFilename } from "../../core/pep/arbitraries.ts";
import type { Comparison, Library } from "./library.ts";
import { compare } from "./library.ts";

/** Valid names and such as are nearly so. */
export function compareWheelNames(library: Library, count: number, seed: number): Comparison {
  const valid = Math.ceil(count / 5);
  const names = [...sample(wheelFilename, valid, seed), ...sample(nearlyWheelFilename, count - valid, seed)];
  const { wheel = [] } = library.ask({ wheel: names });
  const compared = compare("wheel names", names, wheelParts, wheel);
  return { ...compared, title: `wheel names (${wheel.filter((answer) => answer !== null).length} valid)` };
}

export function compareSdistNames(library: Library, count: number, seed: number): Comparison {
  const endings = [".tar.gz", ".zip", ".tar.bz2", ".tgz", ""];
  const stems = ["foo-", "foo-bar-", "Foo.Bar-", "foo", "-", "a-1-"];
  const names = sample(versionText, count, seed).map(
    (text, index) => `${stems[index % stems.length]}${text}${endings[index % endings.length]}`,
  );
  const { sdist = [] } = library.ask({ sdist: names });
  return compare("sdist names", names, sdistParts, sdist);
}

/** A wheel as packaging_oracle.py tells of it; null when its name is not valid, or that of a variant. */
export function wheelParts(filename: string) {
  const parsed = parseWheelFilename(filename);
  if (!parsed.ok || parsed.value.variant !== null) return null;
  const { name, version, build, tags } = parsed.value;
  return {
    name,
    version: version.normalized,
    build: build === null ? null : [build.number, build.suffix],
    tags: [...tags].sort(),
  };
}

function sdistParts(filename: string) {
  const parsed = parseSdistFilename(filename);
  return parsed.ok ? [parsed.value.name, parsed.value.version.normalized] : null;
}
