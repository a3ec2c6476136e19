import type { IndexBypass } from "../../core/findings/facts.ts";
import type { RequirementSet } from "../../core/inputs/requirement-set.ts";

const NOT_ASKED = "pip does not ask Wheelhouse's index";

/** What pip does past the loopback index, and what of a file is not done at all. */
export function findBypasses(set: RequirementSet): readonly IndexBypass[] {
  const options = set.files.flatMap((file) =>
    file.options
      .filter(({ name }) => name === "--no-index")
      .map(({ name, place }) => ({
        option: name,
        effect: NOT_ASKED,
        reason:
          "pip then asks no index at all, also not the loopback index: only --find-links folders are looked at, and no wheel is reused that was built in an earlier run.",
        remedy: "Take it out of the file, and name folders and indexes as options (--find-links, --index-url).",
        place,
      })),
  );
  const addresses = set.requirements
    .filter(({ location }) => location !== null && /^(?:git\+|hg\+|svn\+|bzr\+|https?:)/i.test(location))
    .map(({ display, place }) => ({
      option: display,
      effect: NOT_ASKED,
      reason:
        "It names an address of its own, which pip fetches by itself in every run; the report does not count that download.",
      remedy: "Nothing, if it must come from there. A release on an index would be fetched once and reused.",
      place,
      severity: "notice" as const,
    }));
  const variables = set.files.flatMap((file) =>
    file.variables.map(({ name, place }) => ({
      option: `\${${name}}`,
      effect: "the variable is not filled in",
      reason:
        "pip and builds see an allow-listed environment: a variable that is not on the list stays as it is written.",
      remedy: "Write the value into the file; for credentials use an index address given as an option, or netrc.",
      place,
    })),
  );
  return [...options, ...addresses, ...variables];
}
