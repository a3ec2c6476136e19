import { compareReleases } from "../../src/core/log/facts/pip-version.ts";
import { type PipTemplate, REASONS, readTemplates } from "./templates.ts";

/** `docs/pip-messages.md`: what the log reader makes of each message of pip. */
export function pipMessagesPage(): string {
  const rows = readTemplates();
  const events = rows.filter(({ verdict }) => verdict.is === "event");
  const newest = rows.map(({ last }) => last).reduce((a, b) => (compareReleases(a, b) > 0 ? a : b));
  return [
    "# pip's messages",
    "",
    `Every text that pip 20.3 to ${newest} may print, and what the log reader makes of it: ${events.length} rows are events,`,
    `${rows.length - events.length} are ignored, each for a reason. A test fills in each row and reads it back;`,
    "`node scripts/pip-templates.ts FOLDER` lists the texts of an unpacked pip and fails on one that is not here.",
    "",
    "Placeholders are shown as `…`. The releases are the first and the last one that hold the text.",
    "",
    "## Events",
    "",
    ...eventSections(events),
    "## Ignored",
    "",
    ...ignoredSections(rows),
    "",
  ].join("\n");
}

function eventSections(rows: readonly PipTemplate[]): readonly string[] {
  return [...groupBy(rows, verdictKey)]
    .sort(byName)
    .flatMap(([kind, group]) => [`### ${kind}`, "", ...table(group), ""]);
}

function ignoredSections(rows: readonly PipTemplate[]): readonly string[] {
  const ignored = rows.filter(({ verdict }) => verdict.is === "ignored");
  const groups = groupBy(ignored, verdictKey);
  return Object.entries(REASONS).flatMap(([reason, because]) => {
    const group = groups.get(reason) ?? [];
    return group.length === 0
      ? []
      : [`### ${because.charAt(0).toUpperCase()}${because.slice(1)}`, "", ...table(group), ""];
  });
}

function table(rows: readonly PipTemplate[]): readonly string[] {
  return [
    "| pip | how | text |",
    "|---|---|---|",
    ...rows.map(({ first, last, kind, level, template }) => {
      const releases = first === last ? first : `${first} – ${last}`;
      return `| ${releases} | ${[kind, level].filter(Boolean).join(" ")} | ${cell(template)} |`;
    }),
  ];
}

/** Texts hold everything that Markdown minds; a code span minds only back-ticks and the table's bar. */
function cell(template: string): string {
  const shown = template
    .replace(/\{(?:[^{}]|\{[^{}]*\})*\}|%[srd]/g, "…")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300)
    .replaceAll("|", "\\|");
  return shown.includes("`") ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}

function verdictKey({ verdict }: PipTemplate): string {
  return verdict.is === "event" ? verdict.kind : verdict.reason;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}
