import { advise, alternativeRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import { knowledgeSentences } from "./words.ts";

/** The index offers none of its files, because the project may do harm (PEP 792). */
export const quarantined: AssessedRule = {
  code: "project-status",
  applies: ({ status }) => status === "quarantined",
  tell: ({ name }) => ({
    severity: "error",
    title: `${name}: quarantined by the index`,
    message: [
      `The index has put the project ${name} into quarantine, as it does when one may be harmful: nothing of it should be installed.`,
    ],
    remedies: [
      advise(`Do without ${name} until the index has looked into it, and check machines that have it installed.`),
    ],
  }),
};

const MEANING: Readonly<Record<string, string>> = {
  archived: "no more releases are to be expected",
  deprecated: "its authors consider it obsolete, and another project may have taken its place",
};

/** The project lives on without updates. */
export const retired: AssessedRule = {
  code: "project-status",
  applies: ({ status }) => status !== null && Object.hasOwn(MEANING, status),
  tell: (item) => ({
    severity: "notice",
    title: `${item.name}: ${item.status}`,
    message: [
      `The project ${item.name} is marked as ${item.status} on its index: ${MEANING[item.status ?? ""]}.`,
      ...knowledgeSentences(item),
    ],
    remedies: alternativeRemedies(item),
  }),
  aside: ({ status }) => `The project is marked as ${status} on its index.`,
};
