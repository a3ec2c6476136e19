import type { Conflict } from "../../report/model.ts";
import { placeText } from "../places.ts";
import { wantsOf } from "../wants.ts";
import { codeCell, htmlTable, textCell } from "./element.ts";

/** Who wants what, a row each; what it allows where that is known. */
export function wantsTable(conflict: Conflict): string {
  const wants = wantsOf(conflict);
  const tellsVersions = wants.some(({ allows }) => allows !== "");
  return htmlTable(
    ["Wanted", "By", "From", ...(tellsVersions ? ["Allows"] : [])],
    wants.map(({ wants: wanted, by, isPackage, place, allows }) => [
      codeCell(wanted),
      isPackage ? codeCell(by) : textCell(by),
      place === null ? textCell("its metadata") : codeCell(placeText(place)),
      ...(tellsVersions ? [textCell(allows)] : []),
    ]),
  );
}
