import { findFixes } from "../../core/fixes/find-fixes.ts";
import type { ProposedFix } from "../../core/fixes/fix.ts";
import { applyEdits } from "../../core/inputs/apply-edits.ts";
import { redactUrls } from "../../core/inputs/redact-url.ts";
import type { Knowledge } from "../../core/knowledge/merge.ts";
import type { Fix } from "../../core/report/model.ts";
import type { ConflictTree } from "../../core/resolve/conflict-tree.ts";
import type { ResolveProblem } from "../../core/resolve/problem.ts";
import type { MetadataSource } from "../../core/resolve/source.ts";
import { type CheckInputs, inputBytes } from "./inputs.ts";
import type { Projects } from "./projects.ts";
import { readHashes } from "./read-hashes.ts";

export interface FixWishes {
  /** For every target of the run: a fix must hold on all of them. */
  readonly problem: ResolveProblem;
  readonly source: MetadataSource;
  /** The same with more indexes, by their addresses. */
  readonly sourceWith: (indexes: readonly string[]) => MetadataSource;
  readonly conflicts: readonly ConflictTree[];
  readonly inputs: CheckInputs;
  /** What the indexes have of each project: the hashes of its files. */
  readonly projects: Projects;
  readonly knowledge: Knowledge;
  readonly signal: AbortSignal;
  /** For the whole search; default: a few, since a check is to answer in seconds. */
  readonly seconds?: number;
}

export interface ProposedFixes {
  readonly fixes: readonly Fix[];
  /** The search was ended when its time was over: there may be more, and smaller ones. */
  readonly isCut: boolean;
}

const LIMIT = 3;
/** Most conflicts take some ten attempts. */
const SECONDS = 10;

/** What would make the requirements hold, by our own solver: `predicted`, since no installer has seen it. */
export async function proposeFixes(wishes: FixWishes): Promise<ProposedFixes> {
  const { problem, source, conflicts, inputs, projects, knowledge, sourceWith, seconds = SECONDS } = wishes;
  if (conflicts.length === 0) return { fixes: [], isCut: false };
  const time = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([wishes.signal, time]);
  const lines = [...inputs.requirements, ...inputs.constraints];
  const hashes = await readHashes(lines, projects);
  const options = { limit: LIMIT, signal, lines, hashes, knowledge, sourceWith };
  const found = await findFixes(problem, source, conflicts, options);
  // Where nothing at all can be had (no upload times, another index) to do without everything is no way out.
  const fixes = found.filter(({ solved }) => solved.requirements.length > 0);
  return { fixes: fixes.map(toFix).filter((fix) => canBeApplied(fix, inputs)), isCut: time.aborted };
}

/** An edit that the files do not take (a list that is put together elsewhere, other hashes) is no advice. */
function canBeApplied({ edits }: Fix, inputs: CheckInputs): boolean {
  // What would have to repeat a password is for a person to write: reports hold none.
  const isPlain = edits.every(({ after }) => redactUrls(after) === after);
  return isPlain && applyEdits(inputBytes(inputs), edits).ok;
}

function toFix({ title, edits, options, cost, changes, losses, risks, minimal }: ProposedFix): Fix {
  return {
    status: "predicted",
    title: redactUrls(title),
    edits: edits.map(({ kind: _, ...edit }) => ({
      ...edit,
      before: redactUrls(edit.before),
      reason: redactUrls(edit.reason),
    })),
    ...(options.length === 0 ? {} : { options }),
    cost,
    changes,
    losses,
    ...(risks.length === 0 ? {} : { risks }),
    minimal,
  };
}
