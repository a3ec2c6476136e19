import type { BuildReport, Fix } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import { htmlText } from "../escape.ts";
import { type DiffLine, FIX_ORDER, fixDiff, fixFacts, fixTargets } from "../fix-facts.ts";
import { section } from "./element.ts";

/** What would make the requirements hold, best first. Empty without any. */
export function fixSection(report: BuildReport): string {
  const { fixes } = report;
  if (fixes.length === 0) return "";
  const order = fixes.length === 1 ? "" : `<p class="soft">${FIX_ORDER}</p>\n`;
  const cards = fixes.map((fix) => fixCard(fix, fixTargets(report)));
  return section(fixes.length === 1 ? "Fix" : "Fixes", `${order}${cards.join("\n")}`);
}

function fixCard(fix: Fix, targets: readonly string[]): string {
  const facts = fixFacts(fix, targets).map(
    ({ label, text }) =>
      `<dt${label === "risk" ? ' class="is-warning"' : ""}>${capitalised(label)}</dt><dd>${htmlText(text)}</dd>`,
  );
  return `<article class="issue ${fix.status === "verified" ? "well" : "notice"}">
<h3><span class="badge">${fix.status}</span>${htmlText(fix.title)}</h3>
<pre>${fixDiff(fix).map(diffLine).join("\n")}</pre>
<dl>
${facts.join("\n")}
</dl>
</article>`;
}

const CLASSES: Readonly<Record<DiffLine["mark"], string>> = { "@": "soft", "-": "is-error", "+": "is-ok" };

function diffLine({ mark, text }: DiffLine): string {
  return `<span class="${CLASSES[mark]}">${htmlText(text)}</span>`;
}
