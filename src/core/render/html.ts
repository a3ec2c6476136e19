import { sha256 } from "@noble/hashes/sha2.js";
import type { BuildReport } from "../report/model.ts";
import { capitalised } from "../wording.ts";
import { htmlText } from "./escape.ts";
import { conflictsOf } from "./issues.ts";
import { checkSection } from "./page/check.ts";
import { solverDecisions } from "./page/decisions.ts";
import { section } from "./page/element.ts";
import { fixSection } from "./page/fixes.ts";
import { logSection } from "./page/log.ts";
import { conflictBlocks, problemCard } from "./page/problem.ts";
import { PAGE_STYLE } from "./page/style.ts";
import { builtSection, packageSection, targetSection } from "./page/target.ts";
import { problemsOf, verdictOf } from "./verdict.ts";

/** The report as one static page: no script, no link, nothing loaded; the policy in its head allows its own style only. */
export function renderHtml(report: BuildReport): string {
  const { level, text } = verdictOf(report);
  const policy = `default-src 'none'; style-src '${styleHash()}'; base-uri 'none'; form-action 'none'`;
  const body = [
    `<p class="eyebrow">Wheelhouse ${htmlText(report.command)} report</p>`,
    `<h1 class="is-${level}">${htmlText(capitalised(text))}</h1>`,
    report.complete ? "" : `<p class="cut">The run was cut short: what is not listed here is unknown, not absent.</p>`,
    checkSection(report),
    problemSection(report),
    fixSection(report),
    targetSection(report),
    logSection(report),
    solverDecisions(report),
    builtSection(report),
    packageSection(report),
    `<footer>Written by Wheelhouse ${htmlText(report.tool.version)} from report.json, which holds all of it for programs.</footer>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Wheelhouse: ${htmlText(text)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function problemSection({ conflicts, ...report }: BuildReport): string {
  const problems = problemsOf({ conflicts, ...report });
  const told = new Set(problems.flatMap((issue) => conflictsOf(issue, conflicts)));
  const cards = [
    ...problems.map((issue) => problemCard(issue, conflicts)),
    conflictBlocks(conflicts.filter((conflict) => !told.has(conflict))),
  ].filter((card) => card !== "");
  return cards.length === 0 ? "" : section("Problems", cards.join("\n"));
}

function styleHash(): string {
  const digest = sha256(new TextEncoder().encode(PAGE_STYLE));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
