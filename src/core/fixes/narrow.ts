import { isMeant } from "../pep/marker.ts";
import type { ResolveProblem } from "../resolve/problem.ts";
import { markerEnvironment } from "../target/marker-environment.ts";
import type { Target } from "../target/target.ts";
import { tellApart } from "../target/tell-apart.ts";
import type { EditKind } from "./fix.ts";
import { mapLine, requirementsAt, standsAlone } from "./lines.ts";
import type { Prober } from "./probe.ts";
import type { Settled } from "./relaxation.ts";
import { underMarker } from "./under-marker.ts";

/** Kinds that take something away, or put something else in its place. */
const TAKING: ReadonlySet<EditKind> = new Set(["drop-requirement", "drop-extra", "replace-package"]);

/**
 * What a change takes away stays on the targets where nothing speaks against it: a line without a file for ARM goes on ARM
 * alone, `decord ; platform_machine != "aarch64"`.
 * @param others the other changes of the set
 */
export async function narrow(
  step: Settled,
  others: (problem: ResolveProblem) => ResolveProblem,
  problem: ResolveProblem,
  prober: Prober,
): Promise<Settled> {
  const { line, kind } = step;
  if (line === null || !TAKING.has(kind) || problem.targets.length < 2 || standsAlone(line)) return step;
  const hasHashes = (line.located?.hashes.length ?? 0) > 0;
  if (hasHashes && kind !== "drop-requirement") return step;
  const rest = others(problem);
  const kept: Target[] = [];
  const changed: Target[] = [];
  for (const target of rest.targets) {
    if (!isMeant(line.requirement.marker, markerEnvironment(target))) continue;
    const holds = await prober.holds({ ...rest, targets: [target] });
    (holds ? kept : changed).push(target);
  }
  const [there, elsewhere] = kept.length === 0 ? [] : (tellApart([changed, kept]) ?? []);
  if (there === undefined || elsewhere === undefined) return step;
  const apply = (before: ResolveProblem) => {
    const after = requirementsAt(step.apply(before), line).map((one) => underMarker(one, there));
    return mapLine(before, line, (one) => [...after, underMarker(one, elsewhere)]);
  };
  if (!(await prober.holds(apply(rest)))) return step;
  const { hashes: _, ...changes } = step;
  const where = `where ${there.canonical}`;
  return { ...changes, apply, words: `${step.words} ${where}`, losses: step.losses.map((loss) => `${loss}, ${where}`) };
}
