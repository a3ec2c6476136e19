import { decisionTree } from "../../core/explain/decision-tree.ts";
import type { FindingFacts, LocatedRequirement } from "../../core/findings/facts.ts";
import { findFindings } from "../../core/findings/find-findings.ts";
import { type BuildFacts, reduceFacts } from "../../core/log/facts.ts";
import { installersEnd } from "../../core/log/outcome.ts";
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
  const facts = reduceFacts({ log: parse, ...(pipReport === undefined ? {} : { pipReport }) });
  const report = toLogReport({
    file,
    bytes,
    parse,
    facts,
    tree: decisionTree(parse),
    requirements,
    isCut: cut !== null,
  });
  const { findings, conflicts } = findFindings(findingFacts(log, requirements, report, facts));
  return { report, findings, conflicts };
}

function findingFacts(
  log: ReadLog,
  requirements: readonly LocatedRequirement[],
  report: LogReport,
  facts: BuildFacts,
): FindingFacts {
  const { file, parse, text, cut } = log;
  const { ended, complete, format } = report;
  const yanked = (facts.report?.packages ?? []).filter((item) => item.isYanked);
  const resolved = facts.report !== null || installersEnd(parse) !== "badly";
  return {
    target: null,
    requirements,
    resolution: format === "unknown" ? null : { file, parse, text, resolved },
    packages: report.packages,
    failedBuilds: [],
    yanked: yanked.map(({ name, version }) => ({ name, version, reason: null })),
    troubles: [],
    bypasses: [],
    incomplete: null,
    log: { file, parse, ended, complete, cut },
  };
}
