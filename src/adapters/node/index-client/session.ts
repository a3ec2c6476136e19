import { WheelhouseError } from "../../../core/error.ts";
import type { IndexClientSession, MetadataRead, ProjectAnswer } from "../../../ports/index-client.ts";
import type { Connected } from "../index/connect.ts";
import { memoized } from "../index/memoized.ts";
import { makeDisclosure } from "./disclosure.ts";
import { readLinkFolder } from "./link-folder.ts";
import type { MetadataReader } from "./metadata-reader.ts";
import type { PageReader } from "./page-reader.ts";
import { makeProjectAnswers, type Place } from "./project-answers.ts";

export interface ClientParts {
  readonly connected: Connected;
  readonly pages: PageReader;
  /** The same, in one short attempt. */
  readonly hastyPages: PageReader;
  readonly files: MetadataReader;
  readonly redact: (text: string) => string;
  /** From now on this index may be asked, with its credentials. */
  readonly admit: (url: URL) => void;
  readonly close: () => Promise<void>;
}

/** What the use cases hold of an open client. */
export function makeClientSession(parts: ClientParts, places: readonly Place[]): IndexClientSession {
  const { connected, redact } = parts;
  const disclosure = makeDisclosure(redact, connected.credentials.learnFile);
  const answers = makeProjectAnswers({
    readPage: parts.pages.read,
    readHastily: parts.hastyPages.read,
    readFolder: readLinkFolder,
    redact,
    disclose: disclosure.tell,
  });
  const metadata = new Map<string, Promise<MetadataRead>>();
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    if (connected.signal.aborted) throw new WheelhouseError("cancelled", "The run was cancelled.", { hint: null });
    return result;
  };
  return {
    project: (name) =>
      alive(Promise.all(places.map((place) => answers.ask(place, name, (error) => connected.onTrouble(error, name))))),
    projectOf: (indexUrl, name, { isHasty = false } = {}) => {
      if (!URL.canParse(indexUrl)) return Promise.resolve(noAddress());
      const url = new URL(indexUrl);
      parts.admit(url);
      return alive(answers.ask({ kind: "index", url, isHasty }, name, () => undefined));
    },
    metadata: (file) =>
      alive(memoized(metadata, file.url, () => parts.files.read({ file, url: disclosure.realUrl(file) }))),
    tally: () => connected.tally.read(),
    troubles: () => connected.troubles.list().map((trouble) => ({ ...trouble, message: redact(trouble.message) })),
    redact,
    close: parts.close,
  };
}

function noAddress(): ProjectAnswer {
  return { index: "", kind: "index", state: "unknown", page: null, reason: "Its address is no URL." };
}
