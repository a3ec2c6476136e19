import type { IndexBypass } from "../../core/findings/facts.ts";
import type { RequirementSet } from "../../core/inputs/requirement-set.ts";

/** What pip does past the loopback index, and what of a file is not done at all. */
export function findBypasses(set: RequirementSet): readonly IndexBypass[] {
  const options = set.files.flatMap((file) =>
    file.options
      .filter(({ name }) => name === "--no-index")
      .map(({ name, place }) => ({
        option: name,
        reason: "pip then asks no index at all, also not the loopback index: only --find-links folders are looked at.",
        place,
      })),
  );
  const addresses = set.requirements
    .filter(({ location }) => location !== null && /^(?:git\+|hg\+|svn\+|bzr\+|https?:)/i.test(location))
    .map(({ display, place }) => ({
      option: display,
      reason: "It names an address of its own, which pip fetches by itself in every run.",
      place,
    }));
  const variables = set.files.flatMap((file) =>
    file.variables.map(({ name, place }) => ({
      option: `\${${name}}`,
      reason: "Builds see an allow-listed environment, so a variable that is not on the list stays as it is written.",
      place,
    })),
  );
  return [...options, ...addresses, ...variables];
}
