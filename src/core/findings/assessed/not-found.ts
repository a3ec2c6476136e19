import { joinWords } from "../../wording.ts";
import { advise, versionRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";

/** No index has the project, or none has a version that the requirement allows. */
export const notFound: AssessedRule = {
  code: "not-found",
  applies: ({ verdict }) => verdict.outcome === "NOT_FOUND",
  tell: (item) => {
    const { name, requirement, nearNames, indexes, verdict } = item;
    const versions = verdict.siblings.flatMap(({ version }) => (version === null ? [] : [version]));
    if (indexes.length > 0 || versions.length > 0) {
      return {
        severity: "error",
        title: `${name}: no such version`,
        message: [
          requirement === name
            ? `The index has ${name}, but no version of it may be taken: its page lists no file, or only files that are left out.`
            : `The index has ${name}, but no version that ${requirement} allows.`,
        ],
        remedies: versions.length > 0 ? versionRemedies(item) : [advise(WITHOUT_VERSION)],
      };
    }
    const near = joinWords(nearNames.slice(0, 3), "or");
    return {
      severity: "error",
      title: `${name}: not found`,
      message: [
        `No index that was asked has a project named ${name}.`,
        ...(near === "" ? [] : [`Names that look like it: ${joinWords(nearNames.slice(0, 3))}.`]),
      ],
      remedies: [
        ...(near === ""
          ? []
          : [
              advise(
                `If you mean ${near}, correct the name. Look at the project first: similar names are also used to deceive.`,
              ),
            ]),
        advise("If it is a private project, add the index that has it (--extra-index-url)."),
      ],
    };
  },
};

const WITHOUT_VERSION =
  "Ask for a version that exists. Pre-releases count with --pre; with --exclude-newer, no file does whose index tells no time of upload.";
