import { countOf } from "../../render/words.ts";
import { joinWords } from "../../wording.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";
import { stoppedBuild } from "../plain-build.ts";

const KNOWN = ["pip", "uv", "poetry", "pipenv", "pip-compile", "conda", "cibuildwheel", "Docker", "build backends"];

/** A log of a tool that is not known: then nothing is said about it rather than something wrong. */
export function checkUnknownFormat({ log }: FindingFacts): CheckResult {
  if (log === undefined || log.parse.format !== "unknown" || stoppedBuild(log) !== null) return { findings: [] };
  const { file, parse } = log;
  const what =
    parse.lines === 0
      ? "It is empty."
      : `None of its ${countOf(parse.lines, "line")} is known from ${joinWords(KNOWN, "or")}.`;
  return {
    findings: [
      {
        code: "unknown-format",
        severity: "warning",
        target: null,
        title: `${file}: unknown format`,
        message: `${what} What happened in this run is therefore not known.`,
        packages: [],
        places: [],
        evidence: [],
        remedies: [
          { text: "Check that it is the output of the installer, with its error stream (2>&1).", commands: [] },
          { text: "If one of these tools wrote it, report it with the log: it becomes a test.", commands: [] },
        ],
      },
    ],
  };
}
