import type { IndexStrategy } from "../options/options.ts";
import type { Requirement } from "../pep/requirement.ts";
import type { Target } from "../target/target.ts";
import { type AssessOptions, type Judgement, judge } from "./assess.ts";
import { mergeVersions, type ProjectVersion, projectVersions } from "./candidates.ts";
import type { IndexAnswer } from "./index-answer.ts";
import type { ProjectFile } from "./project-index.ts";
import type { Sibling, Verdict } from "./verdict.ts";

export interface AcrossOptions extends AssessOptions {
  /** Default: `first-index` with the rules of uv, else `unsafe-best-match`, which is how pip does it. */
  readonly indexStrategy?: IndexStrategy;
}

/** What several indexes say together. */
export interface AcrossJudgement extends Judgement {
  /** The index or page that the file would come from; null when there is none. */
  readonly index: string | null;
  /** The indexes that have a project of this name, in their order, without pages of `--find-links`. */
  readonly indexes: readonly string[];
  /** PEP 792, of the page that was judged, when it is not `active`. */
  readonly status: string | null;
}

/**
 * Judges a requirement by what each configured index says of it, with uv's strategies: `first-index` is the first one that
 * has the project at all, `unsafe-first-match` the first one with a version to take, `unsafe-best-match` the best version
 * of all, then the best tag; of equal files uv takes the one of the first index, pip that of the last. Folders and pages
 * of `--find-links` belong to none of them and always count. An index that did not answer is never taken for one that
 * lacks the project: where another one has it, a sibling says who is missing; where none has, the outcome is `AUTH` or
 * `UNKNOWN`. With uv's `first-index`, which stops there, an unanswered index before the first answer leaves it `UNKNOWN` too.
 * @param answers in the order of the settings
 */
export function assessAcross(
  requirement: Requirement,
  answers: readonly IndexAnswer[],
  target: Target,
  options: AcrossOptions = {},
): AcrossJudgement {
  const strategy = options.indexStrategy ?? (options.rules === "uv" ? "first-index" : "unsafe-best-match");
  const versionsOf = ({ page }: IndexAnswer) => (page === null ? [] : projectVersions(page, requirement.name));
  const asked: Asked[] = answers.map((answer) => ({ answer, versions: versionsOf(answer) }));
  const silent = asked.filter(({ answer }) => answer.state === "auth" || answer.state === "unknown");
  const counted = countedGroups(asked, strategy, options);
  const judgements = counted.map((group) =>
    judge(requirement, mergeVersions(group.map(({ versions }) => versions)), target, options),
  );
  const judgement = judgements.find(({ file }) => file !== null) ?? judgements.find(isFound) ?? judgements[0];
  const stopped = strategy === "first-index" ? unansweredBefore(asked) : null;
  if (stopped !== null) return unanswered([stopped], asked, options);
  if (judgement === undefined || !isFound(judgement)) {
    if (silent.length > 0) return unanswered(silent, asked, options);
    return withIndexes(judgement ?? judge(requirement, [], target, options), asked);
  }
  return withIndexes(withSiblings(judgement, silent.map(silentSibling)), asked);
}

interface Asked {
  readonly answer: IndexAnswer;
  /** Newest first; empty where the index has nothing of this name. */
  readonly versions: readonly ProjectVersion[];
}

/** What is judged together, and which of it is tried first; of equal files in a group the last one is taken. */
function countedGroups(
  asked: readonly Asked[],
  strategy: IndexStrategy,
  { rules }: AcrossOptions,
): readonly (readonly Asked[])[] {
  const having = asked.filter(({ versions }) => versions.length > 0);
  const pages = having.filter(({ answer }) => answer.kind === "find-links");
  const indexes = having.filter(({ answer }) => answer.kind === "index");
  if (strategy === "unsafe-best-match" || indexes.length === 0) {
    return [rules === "uv" ? [...indexes, ...pages].reverse() : [...pages, ...indexes]];
  }
  const alone = indexes.map((index) => [...pages, index]);
  return strategy === "first-index" ? alone.slice(0, 1) : alone;
}

/** The index at which uv stops: it stands before the first one that has the project, and did not answer. */
function unansweredBefore(asked: readonly Asked[]): Asked | null {
  const first = asked.find(({ answer }) => answer.kind === "index" && answer.state !== "absent");
  return first === undefined || first.answer.state === "found" ? null : first;
}

function isFound({ verdict }: Judgement): boolean {
  return verdict.outcome !== "NOT_FOUND";
}

function unanswered(silent: readonly Asked[], asked: readonly Asked[], options: AcrossOptions): AcrossJudgement {
  const onlyAuth = silent.every(({ answer }) => answer.state === "auth");
  const verdict: Verdict = {
    outcome: onlyAuth ? "AUTH" : "UNKNOWN",
    version: options.version ?? null,
    wheel: null,
    tag: null,
    bytes: null,
    sdist: null,
    miss: null,
    siblings: silent.map(silentSibling),
    rules: options.rules ?? "packaging-26.3",
  };
  return withIndexes({ verdict, file: null, yanked: null, requiresPython: null }, asked);
}

function silentSibling({ answer }: Asked): Sibling {
  const why = answer.reason ?? (answer.state === "auth" ? "it wants credentials" : "it did not answer");
  return { kind: "other-index", text: `nothing is known of ${answer.index}: ${why}`, version: null, wheel: null };
}

function withSiblings(judgement: Judgement, siblings: readonly Sibling[]): Judgement {
  if (siblings.length === 0) return judgement;
  const kept = judgement.verdict.siblings.slice(0, Math.max(0, 8 - siblings.length));
  return { ...judgement, verdict: { ...judgement.verdict, siblings: [...kept, ...siblings] } };
}

function isOf({ wheels, sdists }: ProjectVersion, file: ProjectFile): boolean {
  return wheels.includes(file) || sdists.includes(file);
}

function withIndexes(judgement: Judgement, asked: readonly Asked[]): AcrossJudgement {
  const { file } = judgement;
  const from =
    file === null ? undefined : asked.findLast(({ versions }) => versions.some((version) => isOf(version, file)));
  const having = asked.filter(({ answer, versions }) => answer.kind === "index" && versions.length > 0);
  const status = (from ?? having[0] ?? asked.find(({ answer }) => answer.page !== null))?.answer.page?.status ?? null;
  return {
    ...judgement,
    index: from?.answer.index ?? null,
    indexes: having.map(({ answer }) => answer.index),
    status: status === "active" ? null : status,
  };
}
