import { specifierSetContains } from "../pep/specifier.ts";
import { compareVersions, type Version } from "../pep/version.ts";
import type { FixRisk } from "../report/model.ts";
import type { Pin, Resolution, ResolvePolicy, ResolveProblem } from "../resolve/problem.ts";
import type { ProposedFix } from "./fix.ts";
import { type Line, lineKey } from "./lines.ts";
import type { Prober } from "./probe.ts";
import type { FixContext, Settled } from "./relaxation.ts";
import { risksOf } from "./risks.ts";

interface Outcome {
  readonly context: FixContext;
  readonly solved: ResolveProblem;
  readonly steps: readonly Settled[];
  readonly resolution: Exclude<Resolution, { kind: "conflict" }>;
}

/** What comes of a fix: the versions of the user's own lines that are others than they asked for, and what is lost. */
export async function tellChanges(
  { context, steps, resolution }: Outcome,
  prober: Prober,
): Promise<Pick<ProposedFix, "changes" | "losses" | "risks">> {
  const edited = new Set(steps.flatMap(({ line }) => (line === null ? [] : [lineKey(line)])));
  const pins = [...resolution.pins.values()].flat();
  const { prefer } = context.problem.policy;
  const moves: Move[] = [];
  for (const line of context.lines.filter(({ role }) => role === "requirements")) {
    const asked = await newestAsked(line, prober, context.problem);
    moves.push(...movesOf(line, asked, pins, edited.has(lineKey(line))));
  }
  moves.push(...pins.flatMap((pin) => moveFromLock(pin, prefer)));
  const unique = [...new Map(moves.map((move) => [`${move.name} ${move.to?.normalized}`, move])).values()];
  return {
    changes: unique.map(({ name, from, to }) => ({
      name,
      from: from?.normalized ?? null,
      to: to?.normalized ?? null,
    })),
    risks: await tellRisks(context, pins, prober),
    losses: [...unique.flatMap(lossOf), ...unknownLosses(resolution, pins)],
  };
}

/** Of all that is taken: against what the user's line lets in, else against the newest there is. */
async function tellRisks(
  { lines, knowledge, problem }: FixContext,
  pins: readonly Pin[],
  prober: Prober,
): Promise<FixRisk[]> {
  const known = new Set(knowledge.advisories.map(({ name }) => name));
  const risks: FixRisk[] = [];
  for (const { name, version } of pins) {
    if (version === null || !known.has(name)) continue;
    const own = lines.find((line) => line.role === "requirements" && line.requirement.name === name);
    const from = await (own === undefined
      ? newestOf(name, () => true, prober, problem)
      : newestAsked(own, prober, problem));
    risks.push(...risksOf({ name, from, to: version }, knowledge.advisories));
  }
  return [...new Map(risks.map((risk) => [`${risk.name} ${risk.to} ${risk.id}`, risk])).values()];
}

interface Move {
  readonly name: string;
  readonly from: Version | null;
  readonly to: Version | null;
}

/** The version of a lock that the line lets in, else the newest that it does; of a pin on one that does not exist, that one. */
export async function newestAsked(
  { requirement }: Line,
  prober: Prober,
  problem: ResolveProblem,
): Promise<Version | null> {
  const { name, specifiers } = requirement;
  const locked = lockedOf(name, problem.policy.prefer).find((version) => specifierSetContains(specifiers, version));
  if (locked !== undefined) return locked;
  const newest = await newestOf(name, (version) => specifierSetContains(specifiers, version), prober, problem);
  return newest ?? specifiers.specifiers.find(({ operator }) => operator === "==")?.version ?? null;
}

/** A final version, if there is one. What no Python of the targets can run is not lost by a fix. */
async function newestOf(
  name: string,
  wants: (version: Version) => boolean,
  prober: Prober,
  problem: ResolveProblem,
): Promise<Version | null> {
  const situations = prober.situations(problem);
  const runs = (python: string | null) => python === null || situations.some((one) => one.allowsPython(python));
  const accepted = (await prober.versionsOf(name))
    .filter(({ version, yanked, requiresPython }) => yanked === null && wants(version) && runs(requiresPython))
    .map(({ version }) => version);
  const finals = accepted.filter(({ isPrerelease }) => !isPrerelease);
  return (finals.length > 0 ? finals : accepted).toSorted((a, b) => compareVersions(b, a))[0] ?? null;
}

/** Of lines that are not edited only what becomes older. */
function movesOf({ requirement }: Line, asked: Version | null, pins: readonly Pin[], isEdited: boolean): Move[] {
  const { name } = requirement;
  const taken = pins.flatMap((pin) => (pin.name === name && pin.version !== null ? [pin.version] : []));
  if (taken.length === 0) return isEdited ? [{ name, from: asked, to: null }] : [];
  return taken.flatMap((to) => {
    const order = asked === null ? 1 : compareVersions(to, asked);
    return order < 0 || (isEdited && order !== 0) ? [{ name, from: asked, to }] : [];
  });
}

type Prefer = ResolvePolicy["prefer"];

export function lockedOf(name: string, prefer: Prefer): readonly Version[] {
  return [prefer.get(name) ?? []].flat();
}

/** Of any package, also one that no line names. */
function moveFromLock({ name, version: to }: Pin, prefer: Prefer): Move[] {
  const locked = lockedOf(name, prefer);
  const [from] = locked;
  if (from === undefined || to === null) return [];
  return locked.some((one) => compareVersions(one, to) === 0) ? [] : [{ name, from, to }];
}

function lossOf({ name, from, to }: Move): readonly string[] {
  if (from === null || to === null || compareVersions(to, from) >= 0) return [];
  return [`${name} ${to.normalized} instead of ${from.normalized}`];
}

/** What the prediction rests on without knowing it. */
function unknownLosses(resolution: Outcome["resolution"], pins: readonly Pin[]): readonly string[] {
  const absent = resolution.kind === "incomplete" ? resolution.unknown.map(({ name }) => name) : [];
  const blind = pins
    .filter(({ known }) => !known)
    .map(({ name, version, url }) => `${name} ${version?.normalized ?? url}`);
  const told = [...new Set([...absent, ...blind])].sort();
  return told.length === 0 ? [] : [`what these need could not be told: ${told.join(", ")}`];
}
