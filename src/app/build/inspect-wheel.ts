import type { PipPackage } from "../../core/log/facts/pip-report.ts";
import { parseWheelFilename } from "../../core/pep/wheel-filename.ts";
import { checkWheel, isReasonToRefuse } from "../../core/store/check-wheel.ts";
import type { TargetContext } from "./context.ts";

export type Inspection =
  | { readonly kind: "fine"; readonly tags: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Above this size a wheel is held to its digest alone: looking into it would take as much memory as it has bytes. */
const LOOK_INTO_LIMIT = 512 * 1024 * 1024;

/** Whether a wheel may enter the wheelhouse: its name, its zip, its RECORD and its METADATA agree (PEP 427, 376). */
export async function inspectWheel(
  context: TargetContext,
  path: string,
  file: string,
  resolved: PipPackage,
): Promise<Inspection> {
  const name = parseWheelFilename(file);
  if (!name.ok) return { kind: "refused", reason: name.problems.map(({ message }) => message).join(" ") };
  if (name.value.name !== resolved.name) {
    return { kind: "refused", reason: `${file} is no wheel of ${resolved.name}.` };
  }
  const stat = await context.ports.files.stat(path);
  if (stat !== null && stat.bytes <= LOOK_INTO_LIMIT) {
    const bytes = await context.ports.files.readFile(path, { limit: LOOK_INTO_LIMIT });
    const target = { tags: context.interpreter.tags };
    const problems = checkWheel(bytes, file, target, context.ports.wheelTools).filter(isReasonToRefuse);
    if (problems.length > 0) {
      return { kind: "refused", reason: `${file} is refused: ${problems.map(({ message }) => message).join(" ")}` };
    }
  }
  return { kind: "fine", tags: name.value.tags };
}
