import type { Conflict } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { cellCode, cellText } from "../escape.ts";
import { placeText } from "../places.ts";
import { placeUrl } from "../run-info.ts";
import { wantsOf } from "../wants.ts";
import type { Detail, MarkdownOptions } from "./detail.ts";
import { longTable } from "./table.ts";

/** Who wants what, a row each; what it allows where that is known. */
export function wantsTable(conflict: Conflict, detail: Detail, options: MarkdownOptions): string {
  const wants = wantsOf(conflict);
  const tellsVersions = wants.some(({ allows }) => allows !== "");
  return longTable({
    columns: ["Wanted", "By", "From", ...(tellsVersions ? ["Allows"] : [])],
    count: wants.length,
    rows: (from, to) =>
      wants.slice(from, to).map(({ wants: wanted, by, isPackage, place, allows }) => {
        const where = place === null ? "its metadata" : cellCode(clip(placeText(place), 200));
        const url = place === null ? null : placeUrl(place, options.run);
        return [
          cellCode(clip(wanted, 200)),
          isPackage ? cellCode(clip(by, 200)) : by,
          url === null ? where : `[${where}](<${url}>)`,
          ...(tellsVersions ? [cellText(clip(allows, 200))] : []),
        ];
      }),
    noun: "requirement",
    visible: detail.visibleRows,
    limit: Math.min(detail.rows, 100),
  });
}
