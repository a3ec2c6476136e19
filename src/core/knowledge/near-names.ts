import { nearest } from "../nearest.ts";
import { normalizeName } from "../pep/name.ts";
import { PACKAGE_KNOWLEDGE } from "./knowledge.ts";
import { IMPORT_NAMES, KNOWN_NAMES } from "./known-names.ts";

const NAME_LIMIT = 5;

const PROJECTS = [...new Set([...KNOWN_NAMES, ...PACKAGE_KNOWLEDGE.flatMap(({ names }) => names)])];
const MODULES = new Map(Object.entries(IMPORT_NAMES).map(([module, names]) => [normalizeName(module), names]));

/**
 * Projects that a name which no index has may stand for, most likely first, at most five: the project that brings a module
 * of this name (`cv2` → `opencv-python`), the same letters with other separators, a name with or without `python-` or `py`,
 * and names that differ in few letters. Whether they exist is for the caller to ask.
 * @param name as somebody wrote it
 * @param known normalised names to compare with
 */
export function nearNames(name: string, known: readonly string[] = PROJECTS): readonly string[] {
  const wanted = normalizeName(name);
  const squeezed = squeeze(wanted);
  const found = [
    ...(MODULES.get(wanted) ?? []),
    ...known.filter((project) => squeeze(project) === squeezed),
    ...variants(wanted).filter((variant) => known.includes(variant)),
    ...nearest(wanted, known, NAME_LIMIT),
  ];
  return [...new Set(found)].filter((project) => project !== wanted).slice(0, NAME_LIMIT);
}

function squeeze(name: string): string {
  return name.replaceAll("-", "");
}

/** `python-yaml` → `yaml`, `pyyaml`, …: the habits of naming a project after a language. */
function variants(name: string): readonly string[] {
  const core = name.replace(/^(?:python3?-|py-?)|-(?:python3?|py)$/g, "");
  return core === "" ? [] : [core, `py${core}`, `python-${core}`, `${core}-python`, `${core}-py`];
}
