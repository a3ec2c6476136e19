import type { Demand } from "../../explain/conflict/facts.ts";
import { statement } from "../../explain/conflict/tree-lines.ts";
import type {
  DormantDemand,
  NewerVersions,
  Undecided,
  WhyAnswer,
  WhyChain,
  WhyTaken,
  WhyTarget,
} from "../../explain/why/answer.ts";
import { parseRequirement } from "../../pep/requirement.ts";
import type { ConflictExplanation } from "../../report/model.ts";
import { conflictTreeLines } from "../conflict-tree.ts";
import { type Branch, branchLines } from "./branches.ts";
import { type Line, paintLines, wrap } from "./line.ts";
import type { TextOptions } from "./problem.ts";

/** More are counted, unless asked for. */
const MOST_CHAINS = 8;
const MOST_NEWER = 12;
const MOST_BRANCHES = 12;

/** The answer for a terminal: for each target the version, the ways to it, and what stands against newer ones. */
export function renderWhy({ package: name, targets }: WhyAnswer, options: TextOptions): string {
  return paintBlocks(
    targets.map((target) => [headLine(target.target), ...targetLines(name, target, options)]),
    options,
  );
}

export function paintBlocks(blocks: readonly (readonly Line[])[], options: TextOptions): string {
  return paintLines(
    blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block])),
    options.color,
  );
}

export function headLine(target: string): Line {
  return [["strong", target]];
}

function targetLines(name: string, target: WhyTarget, options: TextOptions): readonly Line[] {
  if (target.kind === "undecided") return undecidedLines(target, options);
  if (target.kind === "taken") return takenLines(name, target, options);
  const says = target.dormant.length === 0 ? "." : ", though it is named:";
  return [
    ...plain(`${name} is not needed${says}`, options),
    ...branchLines(
      target.dormant.map((one) => leaf(dormantText(one))),
      options.width,
    ),
    ...noteLines(target.notes, options),
  ];
}

function takenLines(name: string, target: WhyTaken, options: TextOptions): readonly Line[] {
  const { version, url, extras, chains, demands, newer, notes } = target;
  const full = extras.length === 0 ? name : `${name}[${extras.join(",")}]`;
  const direct = new Set(chains.map(({ line, steps }) => JSON.stringify(steps.at(-1) ?? line)));
  const others = demands.filter((demand) => !direct.has(JSON.stringify(demand)));
  const most = options.verbosity > 0 ? Number.POSITIVE_INFINITY : MOST_CHAINS;
  return [
    ...plain(`${full} ${version ?? ""}${url === null ? "" : ` @ ${url}`} is taken, because`, options),
    ...listLines(chains.map(chainBranch), most, options),
    ...(others.length === 0 ? [] : [[], ...plain("It is also named by", options)]),
    ...listLines(
      others.map((demand) => leaf(withMarker(demand))),
      most,
      options,
    ),
    ...newerLines(newer, options),
    ...noteLines(notes, options),
  ];
}

function newerLines(newer: readonly NewerVersions[], options: TextOptions): readonly Line[] {
  if (newer.length === 0) return [[], ...plain("There is no newer version.", options)];
  const most = options.verbosity > 0 ? Number.POSITIVE_INFINITY : MOST_NEWER;
  return [
    [],
    ...plain("Newer versions, and why none of them is taken", options),
    ...listLines(
      newer.map(({ text }) => leaf(text)),
      most,
      options,
    ),
    ...newer.flatMap(({ explanation, versions }) =>
      explanation === null
        ? []
        : [[], ...plain(`If ${versions[0]} or newer were asked for:`, options), ...conflictRows(explanation, options)],
    ),
  ];
}

function listLines(branches: readonly Branch[], most: number, { width }: TextOptions): readonly Line[] {
  const more = branches.length - most;
  const shown = more > 0 ? [...branches.slice(0, most), leaf(`… and ${more} more, -v shows them`)] : branches;
  return branchLines(shown, width);
}

function chainBranch({ line, steps }: WhyChain): Branch {
  const below = steps.reduceRight<readonly Branch[]>((inner, step) => [{ text: withMarker(step), below: inner }], []);
  return { text: statement(line), below };
}

/** Of what a package needs also under which marker, unless that says no more than the extra. */
function withMarker(demand: Demand): string {
  const read = demand.kind === "depends" ? parseRequirement(demand.requirement) : null;
  const marker = read?.ok === true ? (read.value.marker?.canonical ?? null) : null;
  const isSaid = marker === null || /^extra == "[^"]*"$/.test(marker);
  return isSaid ? statement(demand) : `${statement(demand)} ; ${marker}`;
}

function dormantText({ demand, because, condition }: DormantDemand): string {
  if (because === "constraint") return `${statement(demand)}, which only limits it`;
  if (because === "extra") return `${statement(demand)}, and nobody asks for the extra ${condition}`;
  const said = demand.kind === "depends" ? statement(demand) : statement(demand).split(";", 1).join("").trimEnd();
  return `${said}, only where ${condition}`;
}

/** What could not be decided, with the conflict of the user's own lines where that is why. */
export function undecidedLines({ reason, conflicts }: Undecided, options: TextOptions): readonly Line[] {
  return [
    ...wrap(`This could not be told: ${reason.replace(/\.$/, "")}.`, options.width - 2).map(
      (row): Line => [["warning", `  ${row}`]],
    ),
    ...conflicts.flatMap((conflict) => conflictBlock(conflict, options)),
  ];
}

export function conflictBlock(conflict: ConflictExplanation, options: TextOptions): readonly Line[] {
  return [[], ...conflictRows(conflict, options)];
}

function conflictRows(conflict: ConflictExplanation, { width, verbosity }: TextOptions): readonly Line[] {
  const limit = verbosity > 0 ? Number.POSITIVE_INFINITY : MOST_BRANCHES;
  return conflictTreeLines(conflict, { limit, width: width - 2 }).map((row): Line => [["plain", `  ${row}`]]);
}

export function plain(text: string, { width }: TextOptions): readonly Line[] {
  return wrap(text, width - 2).map((row): Line => [["plain", `  ${row}`]]);
}

export function noteLines(notes: readonly string[], { width }: TextOptions): readonly Line[] {
  return notes.flatMap((note) => wrap(note, width - 2)).map((row): Line => [["dim", `  ${row}`]]);
}

export function leaf(text: string): Branch {
  return { text, below: [] };
}
