import { decisionTree } from "../../core/explain/decision-tree.ts";
import type { FindingFacts, LocatedRequirement } from "../../core/findings/facts.ts";
import { findFindings } from "../../core/findings/find-findings.ts";
import { logFacts } from "../../core/findings/log-facts.ts";
import { stoppedBuild } from "../../core/findings/plain-build.ts";
import { unexplainedFailure } from "../../core/findings/unexplained.ts";
import { type BuildFacts, reduceFacts } from "../../core/log/facts/facts.ts";
import { installersEnd } from "../../core/log/facts/outcome.ts";
import { toLogReport } from "../../core/report/log-report.ts";
import type { Conflict, Finding, LogReport } from "../../core/report/model.ts";
import type { ReadLog } from "./read-log.ts";

export interface LogResult {
  readonly report: LogReport;
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
}

/** One log → what it says, what is wrong, and what to do. */
export function explainLog(log: ReadLog, requirements: readonly LocatedRequirement[], pipReport: unknown): LogResult {
  const { file, bytes, parse, cut } = log;
  const facts = pipReport === undefined ? logFacts(parse) : reduceFacts({ log: parse, pipReport });
  const report = toLogReport({
    file,
    bytes,
    parse,
    facts,
    tree: decisionTree(parse),
    requirements,
    isStoppedBuild: stoppedBuild(log) !== null,
    isCut: cut !== null,
  });
  const known = findingFacts(log, requirements, report, facts);
  const { findings, conflicts } = findFindings(known);
  const isTold = findings.some(({ severity }) => severity === "error");
  const rest = report.ended === "badly" && !isTold && known.log !== undefined ? [unexplainedFailure(known.log)] : [];
  return { report, findings: [...findings, ...rest], conflicts };
}

function findingFacts(
  log: ReadLog,
  requirements: readonly LocatedRequirement[],
  report: LogReport,
  facts: BuildFacts,
): FindingFacts {
  const { file, bytes, parse, text, cut } = log;
  const { ended, complete, format } = report;
  const yanked = (facts.report?.packages ?? []).filter((item) => item.isYanked);
  const resolved = facts.report !== null || installersEnd(parse) !== "badly";
  // What a build without an installer prints is no word of an installer's.
  const isInstallers = format !== "unknown" && format !== "backend";
  return {
    target: null,
    requirements,
    resolution: isInstallers ? { file, parse, text, resolved } : null,
    packages: report.packages,
    failedBuilds: [],
    yanked: yanked.map(({ name, version }) => ({ name, version, reason: null })),
    troubles: [],
    bypasses: [],
    incomplete: null,
    log: { file, parse, text, bytes, ended, complete, cut },
  };
}
