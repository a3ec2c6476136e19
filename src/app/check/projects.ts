import { mergeVersions, type ProjectVersion, projectVersions } from "../../core/index/candidates.ts";
import type { IndexAnswer } from "../../core/index/index-answer.ts";
import type { IndexStrategy } from "../../core/options/options.ts";
import { normalizeName } from "../../core/pep/name.ts";
import type { IndexClientSession } from "../../ports/index-client.ts";
import { directFile } from "./direct-file.ts";

/** What the configured indexes say of one project. */
export interface ProjectView {
  readonly answers: readonly IndexAnswer[];
  /** Of the indexes that count, newest first; empty when none has it. */
  readonly versions: readonly ProjectVersion[];
}

export interface Projects {
  view(name: string): Promise<ProjectView>;
}

/** Projects of which a few are asked elsewhere on one target. */
export interface SharedProjects extends Projects {
  /** `named`: the indexes that the files name for a package (see `namedIndexes`), by its normalised name. */
  asNamed(named: ReadonlyMap<string, readonly string[]>): Projects;
  /** What these indexes have beside the configured ones; an address that does not answer soon has nothing. */
  withIndexes(urls: readonly string[]): Projects;
}

/** Asks for each project once, whoever wants to know, and for however many targets. */
export function makeProjects(session: IndexClientSession, strategy: IndexStrategy): SharedProjects {
  const asked = new Map<string, Promise<ProjectView>>();
  const ask = async (name: string, urls: readonly string[] | undefined): Promise<ProjectView> => {
    const answers =
      urls === undefined
        ? await session.project(name)
        : await Promise.all(urls.map((url) => session.projectOf(url, name)));
    return { answers, versions: versionsOf(name, counting(answers, strategy)) };
  };
  const view = (name: string, urls?: readonly string[]): Promise<ProjectView> => {
    const key = [name, ...(urls ?? [])].join(" ");
    const known = asked.get(key) ?? ask(name, urls);
    asked.set(key, known);
    return known;
  };
  return {
    view: (name) => view(name),
    withIndexes: (urls) => {
      const together = new Map<string, Promise<ProjectView>>();
      const viewAll = async (name: string): Promise<ProjectView> => {
        const more = urls.map((url) => session.projectOf(url, name, { isHasty: true }));
        // uv asks them before the main index, as it does those of `--extra-index-url`.
        const answers = [...(await Promise.all(more)), ...(await view(name)).answers];
        return { answers, versions: versionsOf(name, counting(answers, strategy)) };
      };
      return {
        view: (name) => {
          const known = together.get(name) ?? viewAll(name);
          together.set(name, known);
          return known;
        },
      };
    },
    asNamed: (named) => ({ view: (name) => view(name, named.get(normalizeName(name))) }),
  };
}

/** With uv's `first-index` no other index than the first that has the project; pages of links always. */
function counting(answers: readonly IndexAnswer[], strategy: IndexStrategy): readonly IndexAnswer[] {
  const first = answers.find(({ kind, state }) => kind === "index" && state === "found");
  return strategy === "first-index" ? answers.filter((one) => one.kind === "find-links" || one === first) : answers;
}

function versionsOf(name: string, answers: readonly IndexAnswer[]): readonly ProjectVersion[] {
  const pages = answers.flatMap(({ page }) => page ?? []);
  return mergeVersions(pages.map((page) => projectVersions(page, normalizeName(name))));
}

/** A direct reference: the one file that it names. What stands in a repository or a folder is not looked at. */
export function directView(name: string, url: string): ProjectView {
  const file = directFile(url);
  const base = { index: url, kind: "find-links" } as const;
  if (file === null) {
    return {
      answers: [{ ...base, state: "unknown", page: null, reason: "it is built from a repository or folder" }],
      versions: [],
    };
  }
  const page = { url: file.url, name, files: [file], status: null, problems: [] };
  const answers = [{ ...base, state: "found", page, reason: null } as const];
  return { answers, versions: versionsOf(name, answers) };
}
