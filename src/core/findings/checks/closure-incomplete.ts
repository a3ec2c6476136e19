import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** What the requirements pull in could not be told to the end: then packages may be missing from the report. */
export function checkClosureIncomplete({ check, target }: FindingFacts): CheckResult {
  if (check === undefined || check.undecided === null) return { findings: [] };
  return {
    findings: [
      {
        code: "closure-incomplete",
        severity: "warning",
        target,
        title: "What the requirements pull in is not all known",
        message: `${check.undecided.replace(/^the /, "The ").replace(/\.?$/, ".")} Packages that are only needed by these are not in this report.`,
        packages: [],
        places: [],
        evidence: [],
        remedies: [
          {
            text: "Check a lock file (uv.lock, pylock.toml) instead of ranges: then nothing has to be told from metadata.",
            commands: [],
          },
        ],
      },
    ],
  };
}
