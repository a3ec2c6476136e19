import type { Remedy } from "../../report/model.ts";
import type { AssessedPackage } from "../facts.ts";
import { advise, alternativeRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, isBuilt, knowledgeSentences, labelOf, withoutWheel } from "./words.ts";

/** The wheel to take is on another index: none fits here, or the one that fits lacks what the target is bought for. */
export const wrongIndex: AssessedRule = {
  code: "wrong-index",
  applies: ({ verdict, wrongIndex: wrong }) => wrong !== null || verdict.outcome === "OTHER_INDEX",
  tell: (item) => {
    const fits = item.verdict.wheel !== null;
    const note = item.wrongIndex?.note ?? "";
    const sibling = item.verdict.siblings.find(({ kind }) => kind === "other-index");
    return {
      severity: fits || isBuilt(item) ? "warning" : "error",
      title: fits ? `${item.name}: this wheel is not the one for this target` : `${item.name}: wheels on another index`,
      message: [
        fits
          ? `A wheel of ${labelOf(item)} fits (${item.verdict.wheel}), but it is not the one to use here.`
          : `${labelOf(item)} has no wheel for this target on the index that was asked, and another index has.`,
        ...[note, sibling?.text ?? "", item.wrongIndex?.vendor.note ?? ""]
          .filter((text) => text !== "")
          .map((text) => text.replace(/\.?$/, ".")),
        ...(fits ? [] : [withoutWheel(item), ...costSentences(item)]),
        ...knowledgeSentences(item),
      ],
      remedies: [...vendorRemedies(item), ...alternativeRemedies(item)],
    };
  },
};

/** pip looks at all indexes alike and takes the highest version, so that an index alone does not decide. */
function vendorRemedies({ name, wrongIndex: wrong }: AssessedPackage): Remedy[] {
  if (wrong === null) return [advise(`Add the index that has the wheel of ${name}.`)];
  const { title, url, source, date } = wrong.vendor;
  return [
    advise(
      `Take ${name} from ${title}: add its index to the requirements file and pin a version that it has, because pip takes the highest version of all indexes (${source}, ${date}).`,
      [`--extra-index-url ${url}`],
    ),
  ];
}
