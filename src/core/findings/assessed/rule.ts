import type { Finding } from "../../report/model.ts";
import type { AssessedPackage, CheckFacts } from "../facts.ts";

/** What a finding says; places, chain and evidence are added for all alike. */
export interface Telling extends Pick<Finding, "severity" | "title" | "remedies" | "when"> {
  /** Sentences, each ended. */
  readonly message: readonly string[];
}

/** One thing that can be wrong with a package on a target. */
export interface AssessedRule {
  /** Of the catalogue. */
  readonly code: string;
  readonly applies: (item: AssessedPackage, check: CheckFacts) => boolean;
  readonly tell: (item: AssessedPackage, check: CheckFacts) => Telling;
  /** One sentence for the finding of an earlier rule; only when this rule applies too. */
  readonly aside?: (item: AssessedPackage, check: CheckFacts) => string;
}
