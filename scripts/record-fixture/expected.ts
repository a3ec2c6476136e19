import { comparePips } from "../../test/rig/pips/fetch-pip.ts";
import type { RecordedCase } from "../../test/rig/pips/recorded.ts";

/** What has to follow from a recorded log, known from the scenario and not from the log. */
export interface Expected {
  readonly resolved: boolean;
  readonly codes: readonly string[];
  /** The package whose build fails. */
  readonly build?: { readonly name: string; readonly version: string; readonly lane: "native" };
}

const BUILDS: Readonly<Record<string, string>> = {
  "failed-build": "headerbad",
  "wheel-failed": "headerbad",
  "killed-build": "killed",
  "failed-dependency": "depbad",
  "failed-metadata": "metabad",
};

const CODES: Readonly<Record<string, readonly string[]>> = {
  conflict: ["conflict"],
  constraint: ["conflict"],
  missing: ["no-matching-distribution"],
  "missing-transitive": ["no-matching-distribution"],
  "other-python": ["no-matching-distribution"],
  "other-platform": ["no-matching-distribution"],
  "wheelhouse-missing": ["no-matching-distribution"],
  "hash-mismatch": ["hash-mismatch"],
  "requires-python": ["requires-python"],
  yanked: ["yanked"],
  "extra-missing": ["extra-missing"],
  "installed-conflict": ["broken-requirement"],
};

export function expectedOf({ scenario, pip }: RecordedCase, exitCode: number | null): Expected {
  const resolved = exitCode === 0;
  const name = BUILDS[scenario];
  if (name !== undefined) {
    return { resolved, codes: ["build-failed"], build: { name, version: "1.0", lane: "native" } };
  }
  // Before 21.1 a constraint was not told as a cause.
  if (scenario === "constraint" && comparePips(pip, "21.1") < 0) {
    return { resolved, codes: ["no-matching-distribution"] };
  }
  return { resolved, codes: CODES[scenario] ?? [] };
}
