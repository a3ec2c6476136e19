import type { BuildReport, CacheReport, TargetReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { type BuiltWheel, builtWheelsOf } from "../built-wheels.ts";
import { isChecked } from "../check/matrix.ts";
import { cellCode, cellText, codeSpan, markdownText } from "../escape.ts";
import { packageGroups } from "../package-groups.ts";
import { countOf, savedWords, sizeOf, timeOf } from "../words.ts";
import type { Detail } from "./detail.ts";
import { details, longTable } from "./table.ts";

/** How the run went: a sentence for one target, a table for several. A check has a section of its own. */
export function targetOverview(report: BuildReport, detail: Detail): string {
  const targets = report.targets.filter((target) => !isChecked(target));
  const [only] = targets;
  if (only === undefined) return "";
  if (targets.length === 1) return targetSentence(only);
  return longTable({
    columns: ["Target", "Lane", "Packages ›", "Reused ›", "Downloaded ›", "Built ›", "Failed ›"],
    count: targets.length,
    rows: (from, to) => targets.slice(from, to).map(targetRow),
    noun: "target",
    visible: detail.visibleRows,
    limit: detail.rows,
  });
}

function targetRow({ target, lane, counts }: TargetReport): string[] {
  const numbers = [counts.packages, counts.reused, counts.downloaded, counts.built, counts.failed];
  return [cellCode(clip(target, 100)), lane ?? "", ...numbers.map(String)];
}

function targetSentence({ counts, lane, installer }: TargetReport): string {
  const shares = [
    counts.reused > 0 ? `${counts.reused} reused` : "",
    counts.downloaded > 0 ? `${counts.downloaded} downloaded` : "",
    counts.built > 0 ? `${counts.built} built from source` : "",
    counts.failed > 0 ? `${counts.failed} failed` : "",
  ].filter((share) => share !== "");
  const requirements = countOf(counts.requirements, "requirement");
  const packages =
    counts.packages === 0
      ? `${requirements}, nothing resolved`
      : `${countOf(counts.packages, "package")} for ${requirements}`;
  const how = [
    lane === null ? "" : `${lane} lane`,
    installer === null ? "" : `${installer.name} ${codeSpan(clip(installer.version, 50))}`,
  ].filter((part) => part !== "");
  const context = how.length > 0 ? ` (${how.join(", ")})` : "";
  return `${packages}${shares.length > 0 ? `: ${shares.join(", ")}` : ""}${context}.`;
}

/** Wheels that a compiler made in this run, with time and lane, and those that an earlier run saved this one. */
export function builtTable(report: BuildReport, detail: Detail): string {
  const wheels = builtWheelsOf(report);
  if (wheels.length === 0) return "";
  const now = wheels.filter((wheel) => wheel.now);
  const several = new Set(now.map(({ target }) => target)).size > 1;
  const rows = longTable({
    columns: ["Package", ...(several ? ["Target"] : []), "Time ›", "Lane"],
    count: now.length,
    rows: (from, to) => now.slice(from, to).map((wheel) => builtRow(wheel, several)),
    noun: "wheel",
    visible: detail.visibleRows,
    limit: detail.rows,
  });
  const parts = [now.length > 0 ? `### 🔨 Built from source\n\n${rows}` : "", earlierLine(wheels, detail)];
  return parts.filter((part) => part !== "").join("\n\n");
}

function builtRow(wheel: BuiltWheel, several: boolean): string[] {
  return [
    cellCode(clip(nameOf(wheel), 200)),
    ...(several ? [cellCode(clip(wheel.target, 100))] : []),
    wheel.seconds === null ? "" : timeOf(wheel.seconds),
    wheel.lane ?? "",
  ];
}

function earlierLine(wheels: readonly BuiltWheel[], detail: Detail): string {
  const names = [...new Set(wheels.filter(({ now }) => !now).map(nameOf))];
  if (names.length === 0) return "";
  const shown = names.slice(0, Math.min(detail.rows, 20)).map((name) => codeSpan(clip(name, 200)));
  const rest = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return `Built in an earlier run and taken from the wheelhouse: ${[...shown, ...rest].join(", ")}.`;
}

function nameOf({ name, version }: { name: string; version: string | null }): string {
  return `${name} ${version ?? ""}`.trim();
}

/** What the cache gave and took, one line for each target. */
export function cacheLines(report: BuildReport, detail: Detail): string {
  const targets = report.targets.filter((target) => !isChecked(target));
  if (targets.length === 0) return "";
  const shown = targets.slice(0, detail.rows);
  const lines = shown.map(({ target, cache }) =>
    targets.length === 1 ? `**Cache:** ${cacheWords(cache)}` : `- ${codeSpan(clip(target, 100))}: ${cacheWords(cache)}`,
  );
  if (targets.length === 1) return lines.join("");
  const rest = targets.length - shown.length;
  if (rest > 0) lines.push(`- … and ${countOf(rest, "more target")}`);
  const hits = targets.filter(({ cache }) => cache.hit).length;
  return details(`Cache: ${hits} of ${targets.length} targets restored`, lines.join("\n"));
}

function cacheWords(cache: CacheReport): string {
  const restored = cache.hit ? `restored ${sizeOf(cache.restoredBytes)}` : "nothing restored";
  const saved = savedWords(cache);
  const reason = cache.reason === null ? "" : ` ${markdownText(clip(cache.reason, 500))}`;
  return `${restored}, ${saved}.${reason}`;
}

/** Every package, collapsed: what it took and where it came from. */
export function packageList(report: BuildReport, detail: Detail): string {
  if (!detail.packages) return "";
  const groups = packageGroups(report);
  const rows = groups.flatMap(({ label, packages }) => packages.map((each) => ({ label, each })));
  if (rows.length === 0) return "";
  const several = groups.length > 1;
  const body = longTable({
    columns: [
      "Package",
      ...(several ? [report.targets.length > 0 ? "Target" : "Log"] : []),
      "File",
      "From",
      "Status",
      "Needed by",
    ],
    count: rows.length,
    rows: (from, to) =>
      rows
        .slice(from, to)
        .map(({ label, each }) => [
          cellCode(clip(nameOf(each), 200)),
          ...(several ? [cellCode(clip(label, 100))] : []),
          each.file === null ? "" : cellCode(clip(each.file, 200)),
          each.origin ?? "",
          each.status,
          neededBy(each.requestedBy.length, each.requiredBy),
        ]),
    noun: "package",
    visible: Number.POSITIVE_INFINITY,
    limit: detail.rows,
  });
  return details(`All ${countOf(rows.length, "package")}`, body);
}

function neededBy(requested: number, requirers: readonly string[]): string {
  const names = requirers.slice(0, 5).map((name) => clip(name, 100));
  const rest = requirers.length > 5 ? [`and ${requirers.length - 5} more`] : [];
  return cellText([...(requested > 0 ? ["your requirements"] : []), ...names, ...rest].join(", "));
}
