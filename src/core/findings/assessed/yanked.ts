import type { AssessedPackage } from "../facts.ts";
import { yankedReason } from "../yanked-reason.ts";
import { advise, versionRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { labelOf, toolOf } from "./words.ts";

/** Nothing is left but versions that their authors have withdrawn (PEP 592): no installer takes one without a pin. */
export const yankedOnly: AssessedRule = {
  code: "yanked",
  applies: ({ verdict }) => verdict.outcome === "YANKED_ONLY",
  tell: (item) => ({
    severity: "error",
    title: `${item.name}: only yanked versions`,
    message: [
      `Every version that ${item.requirement} allows has been yanked by its authors, and ${toolOf(item)} takes such a version only when it is pinned with ==.`,
      ...(item.yanked === null ? [] : [yankedReason(item.yanked)]),
    ],
    remedies: remediesFor(item),
  }),
};

/** A pin leads to a version that its authors have withdrawn. */
export const yankedPin: AssessedRule = {
  code: "yanked",
  applies: ({ yanked, verdict }) => yanked !== null && verdict.outcome !== "YANKED_ONLY",
  tell: (item) => ({
    severity: "warning",
    title: `${item.name}: yanked version`,
    message: [
      `${labelOf(item)} has been yanked by its authors, and ${toolOf(item)} takes it only because a requirement pins it.`,
      yankedReason(item.yanked),
    ],
    remedies: remediesFor(item),
  }),
  aside: (item) => `That version has also been yanked by its authors. ${yankedReason(item.yanked)}`,
};

function remediesFor(item: AssessedPackage) {
  const versions = versionRemedies(item);
  return versions.length > 0 ? versions : [advise(`Ask for a version of ${item.name} that has not been yanked.`)];
}
