import type { UnjudgedLine } from "../../core/findings/facts.ts";
import type { InputFile, InputRequirement } from "../../core/inputs/input.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseRequirement, withMarker } from "../../core/pep/requirement.ts";
import type { Wanted } from "./closure.ts";
import { directFile } from "./direct-file.ts";
import { selectedOf } from "./lock-closure.ts";

/** A wheel that a line names by its address alone: its file name says what `name @ address` would. */
export function withName(line: InputRequirement): InputRequirement {
  const { requirement, name, location, marker } = line;
  if (requirement !== null || name === null || location === null || directFile(location) === null) return line;
  const read = parseRequirement(`${name} @ ${location}`);
  return read.ok ? { ...line, requirement: withMarker(read.value, marker) } : line;
}

/** Whether it stands in a folder, a repository or a file of this machine: no index says anything of it. */
export function isElsewhere({ url, listed }: Wanted): boolean {
  return url !== null && listed === null && directFile(url) === null;
}

/** What is asked for on this target and is not judged, in the order of the files: "all have wheels" does not speak of it. */
export function unjudgedLines(
  { requirements, wanted, locks }: UnjudgedRequest,
  environment: MarkerEnvironment,
  options: CheckOptions,
): readonly UnjudgedLine[] {
  const nameless = requirements.filter(
    ({ requirement, marker }) => requirement === null && isMeant(marker, environment),
  );
  const locked = locks.flatMap((lock) =>
    selectedOf(lock, environment, options).filter(({ source }) => source === "path" || source === "vcs"),
  );
  return [
    ...nameless.map(({ display, place }) => ({ text: display, places: [place] })),
    ...wanted.filter(isElsewhere).map(({ text, places }) => ({ text, places })),
    ...locked.map(({ name, place }) => ({ text: name, places: [place] })),
  ];
}

interface UnjudgedRequest {
  readonly requirements: readonly InputRequirement[];
  readonly wanted: readonly Wanted[];
  readonly locks: readonly InputFile[];
}
