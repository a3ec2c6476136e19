import type { InputFile } from "../../core/inputs/input.ts";
import type { MarkerEnvironment } from "../../core/pep/marker.ts";
import { parseSpecifierSet, specifierSetContains } from "../../core/pep/specifier.ts";
import { parseVersion } from "../../core/pep/version.ts";

/** The files whose `requires-python` leaves the target's Python out. A text that is no specifier set leaves nobody out. */
export function excludingFiles(
  files: readonly InputFile[],
  environment: MarkerEnvironment,
): readonly NonNullable<InputFile["requiresPython"]>[] {
  const python = parseVersion(environment.python_full_version);
  return files.flatMap(({ requiresPython }) => {
    if (requiresPython === null || !python.ok) return [];
    const set = parseSpecifierSet(requiresPython.text);
    return !set.ok || specifierSetContains(set.value, python.value) ? [] : [requiresPython];
  });
}
