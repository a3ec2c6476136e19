import { problemOfSpan } from "../inputs/structured/document.ts";
import { parseJson } from "../inputs/structured/json.ts";
import { findValue, type StructuredValue, type UnitSpan } from "../inputs/structured/value.ts";
import { MARKER_VARIABLES, type MarkerEnvironment } from "../pep/marker.ts";
import { compatibleTags } from "../pep/tags.ts";
import { type Parsed, type Problem, unparsed } from "../problem.ts";
import { machineTarget } from "./machine-target.ts";
import { markerEnvironment } from "./marker-environment.ts";
import { isWheelTag } from "./parse-target.ts";
import type { Target } from "./target.ts";

/** A machine in the form of pex's complete platforms (pex, "Building .pex files", Complete platform). */
export interface CompletePlatform {
  readonly marker_environment: MarkerEnvironment;
  /** Best first. */
  readonly compatible_tags: readonly string[];
}

/** The target in that form: what a machine like it would say of itself. */
export function toCompletePlatform(target: Target): CompletePlatform {
  return { marker_environment: markerEnvironment(target), compatible_tags: compatibleTags(target) };
}

const LIMITS = { bytes: 2 * 1024 * 1024, depth: 8 };
/** Five times as many as the longest list of a real machine. */
const MOST_TAGS = 20_000;
const LONGEST = 500;
const HOW = "what `wheelhouse target` prints on the machine, or `pex3 interpreter inspect --markers --tags`";

/**
 * Reads a profile that a machine printed. Every problem has its place in the file; codes beside those of `machineTarget`
 * and of the JSON reader: `invalid-profile`, `invalid-tag`.
 */
export function parseCompletePlatform(file: { readonly path: string; readonly bytes: Uint8Array }): Parsed<Target> {
  const document = parseJson({ ...file, limits: LIMITS });
  const { root } = document;
  if (root === null || document.problems.length > 0) return unparsed(...document.problems);
  const problems: Problem[] = [];
  const complain = (span: UnitSpan, message: string, expected: string | null, code = "invalid-profile"): void => {
    if (problems.length < 20) problems.push(problemOfSpan(document, span, { code, message, expected }));
  };
  const markers = readMarkers(root, complain);
  const tags = readTags(root, complain);
  if (problems.length > 0) return unparsed(...problems);
  const target = machineTarget({ markers, tags, profile: file.path });
  if (target.ok) return target;
  const span = findValue(root, "compatible_tags") ?? root;
  return unparsed(...target.problems.map((problem) => problemOfSpan(document, span, problem)));
}

type Complain = (span: UnitSpan, message: string, expected: string | null, code?: string) => void;

function readMarkers(root: StructuredValue, complain: Complain): Partial<MarkerEnvironment> {
  const table = findValue(root, "marker_environment");
  if (table?.kind !== "table") {
    complain(table ?? root, "the profile has no table marker_environment", HOW);
    return {};
  }
  const told = MARKER_VARIABLES.flatMap((name) => {
    const value = table.entries.get(name)?.value;
    if (value === undefined || value.kind === "null") return [];
    if (value.kind === "text" && value.value.length <= LONGEST) return [[name, value.value] as const];
    complain(value, `${name} is no text of at most ${LONGEST} characters`, null);
    return [];
  });
  return Object.fromEntries(told);
}

function readTags(root: StructuredValue, complain: Complain): readonly string[] {
  const list = findValue(root, "compatible_tags");
  if (list?.kind !== "list" || list.items.length === 0) {
    complain(list ?? root, "the profile has no list compatible_tags", HOW);
    return [];
  }
  if (list.items.length > MOST_TAGS) {
    complain(list, `compatible_tags has ${list.items.length} items`, `at most ${MOST_TAGS}`);
    return [];
  }
  return list.items.flatMap((item) => {
    if (item.kind === "text" && item.value.length <= LONGEST && isWheelTag(item.value)) return [item.value];
    complain(item, "this is not a wheel tag", "PYTHON-ABI-PLATFORM, e.g. cp312-abi3-linux_aarch64", "invalid-tag");
    return [];
  });
}
