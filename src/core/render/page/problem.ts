import type { Conflict, ConflictExplanation, Finding } from "../../report/model.ts";
import { conflictStepLines, conflictTreeLines, minimalCaveat } from "../conflict-tree.ts";
import { htmlCode, htmlLines, htmlText } from "../escape.ts";
import { conflictsOf, type Issue } from "../issues.ts";
import { lineWords, sourcesOf } from "../places.ts";
import { type ConflictGroup, conflictGroups } from "../wants.ts";
import { wantsTable } from "./wants.ts";

/** One finding as a card: what, why, who wants what, where, what to do, the quoted log. */
export function problemCard(issue: Issue, conflicts: readonly Conflict[]): string {
  const { finding } = issue;
  return [
    `<article class="issue ${finding.severity}">`,
    `<h3><span class="badge">${finding.severity}</span>${htmlText(finding.title || finding.code)}</h3>`,
    `<p>${htmlText(finding.message)}</p>`,
    conflictBlocks(conflictsOf(issue, conflicts)),
    factList(issue),
    excerpt(finding),
    "</article>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Each conflict with its tree and who wants what; once for the targets on which it is the same. */
export function conflictBlocks(conflicts: readonly Conflict[]): string {
  const groups = conflictGroups(conflicts);
  return groups.map((group) => conflictBlock(group, groups.length > 1)).join("\n");
}

function conflictBlock({ conflict, targets }: ConflictGroup, several: boolean): string {
  const { complete, explanation } = conflict;
  const where = several && targets.length > 0 ? `<p>On ${targets.map(htmlCode).join(", ")}:</p>` : "";
  const caveat = complete ? "" : `<p class="soft">The links between these and your own lines are not all known.</p>`;
  const wants = wantsTable(conflict);
  if (explanation === undefined) return `${where}${wants}${caveat}`;
  const table = `<details><summary>Who wants what</summary>\n${wants}\n</details>`;
  return `${where}${conflictTree(explanation)}${table}`;
}

function conflictTree(explanation: ConflictExplanation): string {
  const caveat = minimalCaveat(explanation);
  return [
    `<pre>${htmlLines(conflictTreeLines(explanation, { width: 110 }).join("\n"))}</pre>`,
    caveat === null ? "" : `<p class="soft">${htmlText(caveat)}</p>`,
    `<details><summary>Step by step</summary>\n<pre>${htmlLines(conflictStepLines(explanation).join("\n"))}</pre>\n</details>`,
  ].join("");
}

function factList({ finding, targets }: Issue): string {
  const facts = [
    ...(targets.length > 0 ? [["On", targets.map(htmlCode).join(" ")]] : []),
    [
      "Where",
      sourcesOf(finding)
        .map(({ text }) => htmlCode(text))
        .join(" "),
    ],
    ...finding.remedies.map(({ text, commands }) => ["To do", `${htmlText(text)}${commands.map(command).join("")}`]),
    ["About", `${htmlCode(finding.code)}`],
  ].filter(([, value]) => value !== "");
  return `<dl>\n${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("\n")}\n</dl>`;
}

function command(text: string): string {
  return `<code class="command">${htmlText(text)}</code>`;
}

function excerpt({ excerpt: lines = [], evidence }: Finding): string {
  if (lines.length === 0) return "";
  const log = evidence.find((each) => each.kind === "log");
  const where = log === undefined ? "" : ` from ${htmlCode(log.file)}, ${lineWords(log.lines)}`;
  return `<details open><summary>Quoted log${where}</summary>\n<pre>${htmlLines(lines.join("\n"))}</pre>\n</details>`;
}
