import { keepLines, namedLines } from "../../../src/core/explain/conflict/core.ts";
import { explainAll } from "../../../src/core/explain/conflict/independent.ts";
import { loggedFacts } from "../../../src/core/explain/from-log/explain-log-conflict.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { logFacts } from "../../../src/core/findings/log-facts.ts";
import { missingWords } from "../../../src/core/findings/missing-conflict.ts";
import type { LogParse } from "../../../src/core/log/event.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";
import type { Conflict } from "../../../src/core/report/model.ts";
import type { ConflictFact } from "../../../src/core/resolve/conflict-tree.ts";
import type { ResolveProblem } from "../../../src/core/resolve/problem.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { NOTHING } from "../../core/findings/case-facts.ts";
import { problemOf } from "../resolve/problem.ts";
import { ARM } from "../resolver-tools/question.ts";
import { type Asked, untruth } from "./log-truth.ts";

/** What was asked of a made-up index, and the log of the tool that refused it. */
export interface Refusal extends Asked {
  /** `pip 26.3` */
  readonly tool: string;
  readonly log: string;
}

export interface LogFigures {
  logs: number;
  /** Logs that are told as a conflict; the others say that one line alone cannot be met. */
  explained: number;
  statements: number;
  /** Explanations in which every package is led back to a line of the user's. */
  led: number;
  /** Explanations whose lines alone cannot hold together, as the solver sees it with the index. */
  sufficient: number;
  /** Explanations that name no line but those that the solver needs for its own. */
  within: number;
  /** Explanations of a project that is in a conflict of the solver's too. */
  sameProject: number;
}

export function noLogFigures(): LogFigures {
  return { logs: 0, explained: 0, statements: 0, led: 0, sufficient: 0, within: 0, sameProject: 0 };
}

/** What is wrong with the explanation of a log, seen from the index that it is about; null when all it says is so. */
export async function judgeLog(refusal: Refusal, figures: LogFigures): Promise<string | null> {
  const tool = refusal.tool.startsWith("uv") ? "uv" : "pip";
  const parse = parseLog(new TextEncoder().encode(refusal.log));
  const resolution = { file: `${tool}.log`, parse, resolved: false };
  const { findings, conflicts } = findFindings({ ...NOTHING, resolution });
  figures.logs += 1;
  const [conflict] = conflicts;
  if (conflict === undefined) {
    return findings.some(({ severity }) => severity === "error") ? null : "nothing is said of it";
  }
  figures.explained += 1;
  if (conflict.complete || conflict.explanation?.incomplete === undefined) return "it is not marked incomplete";
  const facts = factsOf(parse);
  figures.statements += facts.length;
  const wrong = facts.map((fact) => untruth(fact, refusal)).filter((reason) => reason !== null);
  await compareWithIndex(conflict, facts, { problem: refusedProblem(refusal, tool), refusal, figures });
  return wrong.length > 0 ? wrong.join("; ") : null;
}

/** What the explanation is made of. */
function factsOf(parse: LogParse): readonly ConflictFact[] {
  const { conflict, noMatches } = logFacts(parse);
  const lines = { of: () => null, named: () => null };
  if (conflict !== null) return loggedFacts(parse, conflict, lines).map(({ fact }) => fact);
  const missing = noMatches.at(-1);
  if (missing?.name == null) return [];
  const about = { name: normalizeName(missing.name), words: missingWords(missing, "pip") };
  const told = { requirements: [], causes: [], span: missing.span };
  return loggedFacts(parse, told, lines, about).map(({ fact }) => fact);
}

interface Judged {
  readonly problem: ResolveProblem;
  readonly refusal: Asked;
  readonly figures: LogFigures;
}

async function compareWithIndex(
  { project, explanation }: Conflict,
  facts: readonly ConflictFact[],
  { problem, refusal, figures }: Judged,
): Promise<void> {
  const source = sourceFromUniverse(refusal);
  const resolution = await resolve(problem, source);
  const told = resolution.kind === "conflict" ? await explainAll(problem, source, resolution.conflicts) : [];
  const needed = told.flatMap(({ tree }) => namedLines(problem, tree));
  const names = new Set(facts.flatMap((fact) => (isOwn(fact) ? [fact.name] : [])));
  const lines = [...problem.requirements, ...problem.constraints].filter(({ requirement }) =>
    names.has(requirement.name),
  );
  const kept = await resolve(keepLines(problem, new Set(lines)), source);
  const isLed = explanation?.tree.every((line) => !/^[├└]─ \S+ (?:\S+ )?needs? /.test(line)) ?? false;
  figures.led += Number(isLed);
  figures.sufficient += Number(kept.kind === "conflict");
  figures.within += Number(lines.every((line) => needed.includes(line)));
  const known = JSON.stringify(told.map(({ tree }) => tree));
  figures.sameProject += Number(project === null || known.includes(`"${project}"`));
}

function isOwn({ kind }: ConflictFact): boolean {
  return kind === "requested" || kind === "constraint";
}

export function refusedProblem({ requires, constraints }: Omit<Asked, "packages">, tool: "pip" | "uv"): ResolveProblem {
  const rules = tool === "uv" ? "uv" : "packaging-26.3";
  return problemOf(requires, { constraints, policy: { tool, rules, sourceIsAllowed: () => false }, targets: [ARM] });
}
