import type { Sibling } from "../../index/verdict.ts";
import type { VendorIndex } from "../../knowledge/model.ts";
import { vendorIndexesFor } from "../../knowledge/vendor-wheels.ts";
import type { Remedy } from "../../report/model.ts";
import { capitalised } from "../../wording.ts";
import type { AssessedPackage, CheckFacts } from "../facts.ts";
import { advise, alternativeRemedies, sourceRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { costSentences, isBuilt, knowledgeSentences, labelOf, withoutWheel } from "./words.ts";

/** The wheel to take is on another index: none fits here, or the one that fits lacks what the target is bought for. */
export const wrongIndex: AssessedRule = {
  code: "wrong-index",
  applies: ({ verdict, wrongIndex: wrong }) => wrong !== null || verdict.outcome === "OTHER_INDEX",
  tell: (item, check) => {
    const fits = item.verdict.wheel !== null;
    const offer = item.verdict.siblings.find(({ kind, wheel }) => kind === "other-index" && wheel !== null);
    const vendor = item.wrongIndex?.vendor ?? vendorOf(item, check, offer);
    const why = item.wrongIndex?.note ?? offer?.text ?? "";
    return {
      severity: fits || isBuilt(item) ? "warning" : "error",
      title: fits ? `${item.name}: this wheel is not the one for this target` : `${item.name}: wheels on another index`,
      message: [
        fits
          ? `A wheel of ${labelOf(item)} fits (${item.verdict.wheel}), but it is not the one to use here.`
          : `${labelOf(item)} has no wheel for this target on the index that was asked, and another index has.`,
        ...[why, vendor?.note ?? ""]
          .filter((text) => text !== "")
          .map((text) => capitalised(text.replace(/\.?$/, "."))),
        ...(fits ? [] : [withoutWheel(item), ...costSentences(item)]),
        // Why a wheel that fits is wrong has been said, with what could not be asked.
        ...(fits ? sourceSentences(item) : knowledgeSentences(item)),
      ],
      remedies: [
        vendorRemedy(item, vendor, offer?.version ?? null),
        ...alternativeRemedies(item),
        ...(item.verdict.sdist === null ? [] : sourceRemedies(item)),
      ],
    };
  },
};

function sourceSentences({ knowledge }: AssessedPackage): string[] {
  return knowledge === null ? [] : [`Source: ${knowledge.source}, ${knowledge.date}.`];
}

/** The vendor whose index has the wheel, where it is one of the table. */
function vendorOf(item: AssessedPackage, { target }: CheckFacts, offer: Sibling | undefined): VendorIndex | null {
  return vendorIndexesFor({ ...item, target }).find(({ title }) => offer?.text.startsWith(title)) ?? null;
}

/** pip looks at all indexes alike and takes the highest version, so that an index alone does not decide. */
function vendorRemedy({ name }: AssessedPackage, vendor: VendorIndex | null, version: string | null): Remedy {
  if (vendor === null) return advise(`Add the index that has the wheel of ${name}.`);
  const pin = version === null ? "a version that it has" : `${name}==${version}`;
  return advise(
    `Take ${name} from ${vendor.title}: add its index to the requirements file and pin ${pin}, because pip takes the highest version of all indexes (${vendor.source}, ${vendor.date}).`,
    [`--extra-index-url ${vendor.url}`],
  );
}
