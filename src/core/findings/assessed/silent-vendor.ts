import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { isVendorSilent, knowledgeSentences, labelOf, otherWheels } from "./words.ts";

/** The indexes that were configured have nothing that fits, and a vendor's index that may have it did not answer. */
export const silentVendor: AssessedRule = {
  code: "network",
  applies: isVendorSilent,
  tell: (item, check) => ({
    severity: "error",
    title: `${item.name}: whether there is a wheel is not known`,
    message: [
      `${labelOf(item)} has no wheel for this target on the index that was asked, and a vendor's index that may have one did not answer. That does not mean that there is none.`,
      ...otherWheels(item),
      ...knowledgeSentences(item),
    ],
    remedies: [
      ...wheelRemedies(item, check),
      advise("Run it again later; keep the wheel in a wheelhouse of your own once you have it."),
    ],
  }),
};
