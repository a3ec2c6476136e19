import type { BuildReport, CacheReport, TargetReport } from "../../report/model.ts";
import { type BuiltWheel, builtWheelsOf } from "../built-wheels.ts";
import { isChecked } from "../check/matrix.ts";
import { htmlCode, htmlText } from "../escape.ts";
import { packageGroups } from "../package-groups.ts";
import { countOf, sizeOf, timeOf } from "../words.ts";
import { type Cell, codeCell, htmlTable, numberCell, section, textCell } from "./element.ts";

/** Targets that were built for; those that were only judged have a section of their own. */
export function targetSection(report: BuildReport): string {
  const targets = report.targets.filter((target) => !isChecked(target));
  if (targets.length === 0) return "";
  const columns = ["Target", "Lane", "Installer", "Packages", "Reused", "Downloaded", "Built", "Failed"];
  const cache = targets.map((each) => {
    const whose = targets.length === 1 ? "" : ` of ${htmlCode(each.target)}`;
    return `<p class="soft">Cache${whose}: ${htmlText(cacheWords(each.cache))}</p>`;
  });
  const table = htmlTable(columns, targets.map(targetRow));
  return section(targets.length === 1 ? "Target" : "Targets", [table, ...cache].join("\n"));
}

function targetRow({ target, lane, installer, counts }: TargetReport): Cell[] {
  const numbers = [counts.packages, counts.reused, counts.downloaded, counts.built, counts.failed];
  return [
    codeCell(target),
    textCell(lane ?? ""),
    textCell(installer === null ? "" : `${installer.name} ${installer.version}`),
    ...numbers.map((number) => numberCell(String(number))),
  ];
}

function cacheWords({ hit, restoredBytes, saved, savedBytes, reason }: CacheReport): string {
  const restored = hit ? `restored ${sizeOf(restoredBytes)}` : "nothing restored";
  return `${restored}, ${saved ? `saved ${sizeOf(savedBytes)}` : "nothing saved"}. ${reason ?? ""}`.trim();
}

export function builtSection(report: BuildReport): string {
  const wheels = builtWheelsOf(report);
  if (wheels.length === 0) return "";
  return section(
    "Built from source",
    htmlTable(["Package", "Target", "Time", "Lane", "This run"], wheels.map(builtRow)),
  );
}

function builtRow({ name, version, target, seconds, lane, now }: BuiltWheel): Cell[] {
  return [
    codeCell(`${name} ${version ?? ""}`.trim()),
    codeCell(target),
    numberCell(seconds === null ? "" : timeOf(seconds)),
    textCell(lane ?? ""),
    textCell(now ? "built" : "taken from the wheelhouse"),
  ];
}

/** Every package of every target or log, collapsed. */
export function packageSection(report: BuildReport): string {
  const lists = packageGroups(report)
    .filter(({ packages }) => packages.length > 0)
    .map(({ kind, label, packages }) => {
      const rows = packages.map((each) => [
        codeCell(`${each.name} ${each.version ?? ""}`.trim()),
        codeCell(each.file ?? ""),
        textCell(each.origin ?? ""),
        textCell(each.status),
        numberCell(each.bytes === null ? "" : sizeOf(each.bytes)),
        textCell([...(each.requestedBy.length > 0 ? ["your requirements"] : []), ...each.requiredBy].join(", ")),
      ]);
      const table = htmlTable(["Package", "File", "From", "Status", "Size", "Needed by"], rows);
      const summary = `${countOf(packages.length, "package")} ${kind === "target" ? "for" : "in"} ${htmlCode(label)}`;
      return `<details><summary>${summary}</summary>\n${table}\n</details>`;
    });
  return lists.length === 0 ? "" : section("All packages", lists.join("\n"));
}
