import { publicUrl } from "../../../core/index/credentials.ts";
import { distributionName } from "../../../core/index/distribution-name.ts";
import type { ProjectFile, ProjectIndex } from "../../../core/index/project-index.ts";
import { normalizeName } from "../../../core/pep/name.ts";
import type { ProjectAnswer } from "../../../ports/index-client.ts";
import { projectUrl } from "../index/fetch-page.ts";
import { memoized } from "../index/memoized.ts";
import { connectionTrouble, type UpstreamError } from "../index/trouble.ts";

/** An index or a page of links that is asked. */
export interface Place {
  readonly kind: ProjectAnswer["kind"];
  /** The real one, credentials and all. */
  readonly url: URL;
  /** Whether nobody waits long for it. */
  readonly isHasty?: boolean;
}

export interface ProjectAnswersSettings {
  readonly readPage: (url: URL) => Promise<ProjectIndex>;
  readonly readHastily: (url: URL) => Promise<ProjectIndex>;
  readonly readFolder: (url: URL) => Promise<ProjectIndex>;
  readonly redact: (text: string) => string;
  /** The page as it may be told. */
  readonly disclose: (page: ProjectIndex) => ProjectIndex;
}

export interface ProjectAnswers {
  /** Each project page, and each page of links, is asked once in a session. `onTrouble`: what kept an answer from being had. */
  ask(place: Place, project: string, onTrouble: (error: UpstreamError) => void): Promise<ProjectAnswer>;
}

export function makeProjectAnswers(settings: ProjectAnswersSettings): ProjectAnswers {
  const answers = new Map<string, Promise<ProjectAnswer>>();
  const linkPages = new Map<string, Promise<ProjectIndex>>();
  const load = async ({ kind, url, isHasty }: Place, name: string): Promise<ProjectIndex> => {
    if (kind === "index") {
      const read = isHasty === true ? settings.readHastily : settings.readPage;
      return settings.disclose(await read(projectUrl(url, name)));
    }
    const page = await memoized(linkPages, url.href, async () => {
      const read = url.protocol === "file:" ? settings.readFolder : settings.readPage;
      return settings.disclose(await read(url));
    });
    return ofProject(page, name);
  };
  return {
    ask: (place, project, onTrouble) => {
      const name = normalizeName(project);
      return memoized(answers, `${place.kind} ${place.url.href} ${name}`, async () => {
        const told = { index: settings.redact(publicUrl(place.url.href)), kind: place.kind };
        try {
          const page = await load(place, name);
          const isEmpty = place.kind === "find-links" && page.files.length === 0;
          return { ...told, state: isEmpty ? "absent" : "found", page: isEmpty ? null : page, reason: null };
        } catch (error) {
          const trouble = connectionTrouble(error, place.url);
          // A project that an index does not have is an answer; a configured page of links that is gone is not.
          if (trouble.isAbsence && place.kind === "index")
            return { ...told, state: "absent", page: null, reason: null };
          onTrouble(trouble);
          const state = trouble.kind === "unauthorised" ? "auth" : "unknown";
          return { ...told, state, page: null, reason: settings.redact(`${trouble.message}.`) };
        }
      });
    },
  };
}

function ofProject(page: ProjectIndex, name: string): ProjectIndex {
  const files: readonly ProjectFile[] = page.files.filter(({ filename }) => distributionName(filename) === name);
  return { ...page, name, files };
}
