import type { RequirementOption, RequirementsFile } from "./requirement-set.ts";
import type { RequirementsChange } from "./rewrite.ts";

/** What an installer is given in the place of what a requirements file says. */
export interface StandIns {
  /** For the address of an index. */
  index(url: string): string;
  /** For the address of a page of links. */
  page(url: string): string;
  /** For a folder or file of links. */
  path(value: string): string;
}

/** The changes after which every index that the file names is one of this machine, and no host is trusted by name. */
export function standInChanges(file: RequirementsFile, standIns: StandIns): readonly RequirementsChange[] {
  return file.options.flatMap((option) => changeOf(option, standIns));
}

function changeOf(option: RequirementOption, standIns: StandIns): readonly RequirementsChange[] {
  const { name, value } = option;
  if (name === "--trusted-host") return [{ kind: "drop-option", option }];
  if (value === null) return [];
  if (name === "--index-url" || name === "--extra-index-url") {
    return [{ kind: "set-option", option, value: standIns.index(value) }];
  }
  if (name !== "--find-links") return [];
  const isPage = /^https?:\/\//i.test(value);
  return [{ kind: "set-option", option, value: isPage ? standIns.page(value) : standIns.path(value) }];
}
