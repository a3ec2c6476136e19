import { distributionName } from "../../../core/index/distribution-name.ts";
import { offeredFiles } from "../../../core/index/offered-files.ts";
import { parseProjectIndex } from "../../../core/index/parse-project-index.ts";
import { PAGE_LIMIT, type ProjectFile, type ProjectIndex } from "../../../core/index/project-index.ts";
import type { SimplePage } from "../../../core/index/render-simple-page.ts";
import { normalizeName } from "../../../core/pep/name.ts";
import type { AddressBook, FileRecord, StandIn } from "./address-book.ts";
import type { HostRules } from "./allowed-hosts.ts";
import type { CheckedWheel, HeldWheels } from "./held-wheels.ts";
import type { KnownCredentials } from "./known-credentials.ts";
import { readBody } from "./read-body.ts";
import type { Tally } from "./tally.ts";
import { connectionTrouble, UpstreamError } from "./trouble.ts";
import type { Upstream } from "./upstream.ts";

export interface PageSettings {
  readonly upstream: Upstream;
  readonly rules: HostRules;
  readonly credentials: KnownCredentials;
  readonly book: AddressBook;
  readonly held: HeldWheels;
  readonly tally: Tally;
  readonly onTrouble: (error: UpstreamError, project: string | null) => void;
}

export interface Pages {
  /** The page that pip is to see. Rejects with an UpstreamError; each page is asked of the index once in a session. */
  read(standIn: StandIn, project: string | null): Promise<SimplePage>;
}

const ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

export function makePages(settings: PageSettings): Pages {
  const pages = new Map<string, Promise<SimplePage>>();
  const load = async (standIn: StandIn, project: string | null): Promise<SimplePage> => {
    try {
      const url = project === null ? standIn.url : projectUrl(standIn.url, project);
      return await standInPage(settings, await fetchPage(settings, url), project);
    } catch (error) {
      const trouble = connectionTrouble(error, standIn.url);
      // A project that an index does not have is an answer; a configured page of links that is gone is not.
      if (!(trouble.isAbsence && standIn.kind === "index")) settings.onTrouble(trouble, project);
      throw trouble;
    }
  };
  return {
    read: (standIn, project) => {
      const name = project === null ? null : normalizeName(project);
      const key = `${standIn.id}/${name ?? ""}`;
      const page = pages.get(key) ?? load(standIn, name);
      pages.set(key, page);
      return page;
    },
  };
}

/** `<index>/<project>/`, as PEP 503 has it; a query of the index stays where it is. */
function projectUrl(index: URL, project: string): URL {
  const url = new URL(index);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${project}/`;
  return url;
}

function fetchPage(settings: PageSettings, url: URL): Promise<ProjectIndex> {
  if (!settings.rules.isSecure(url)) {
    const advice = `pip asks ${url.host} by plain http only if it is a trusted host (--trusted-host ${url.host})`;
    return Promise.reject(new UpstreamError("unreachable", advice));
  }
  return settings.upstream.patiently(async () => {
    settings.tally.pages += 1;
    const headers = { accept: ACCEPT, "accept-encoding": "gzip, deflate" };
    const answer = await settings.upstream.ask(url, { method: "GET", headers });
    const contentType = answer.headers["content-type"] ?? "";
    if (!/html|json/i.test(contentType)) answer.body.destroy();
    const readable = !answer.body.destroyed;
    const body = readable ? await readBody(answer, PAGE_LIMIT, settings.tally.addBytes) : new Uint8Array();
    const page = parseProjectIndex({ url: answer.url.href, contentType, body });
    if (page.ok) return page.value;
    const why = page.problems[0]?.message ?? "";
    throw new UpstreamError("not-an-index", `${url.host} does not answer as a package index: ${why}`);
  });
}

async function standInPage(settings: PageSettings, page: ProjectIndex, project: string | null): Promise<SimplePage> {
  const files = page.files.filter((file) => settings.rules.refusal(new URL(file.url)) === null);
  const projects = new Map<string, ProjectFile[]>();
  for (const file of files) {
    const name = project ?? distributionName(file.filename) ?? "";
    const together = projects.get(name) ?? [];
    together.push(file);
    projects.set(name, together);
  }
  const shown: ProjectFile[] = [];
  for (const [name, own] of projects) {
    const checked = await settings.held.ofProject(name);
    const wheels = new Map(checked.map((item) => [item.wheel, item]));
    for (const offer of offeredFiles(own, [...wheels.keys()])) {
      if (offer.file.url.includes("@")) settings.credentials.learnFile(new URL(offer.file.url));
      const record = settings.book.addFile({ ...offer, source: offer.file, project: name });
      shown.push(toShown(record, offer.wheel === null ? undefined : wheels.get(offer.wheel)));
    }
  }
  return { name: project ?? page.name ?? "files", files: shown, status: page.status };
}

/**
 * The file as pip sees it. Metadata of the index is announced without its digest, because the gateway checks it itself
 * and, where an index serves a wrong or missing one, answers from the wheel instead.
 */
function toShown(record: FileRecord, checked: CheckedWheel | undefined): ProjectFile {
  const shown = { ...record.source, url: record.address };
  if (checked === undefined) return { ...shown, coreMetadata: shown.coreMetadata === null ? null : { sha256: null } };
  return { ...shown, coreMetadata: checked.metadata === null ? null : { sha256: checked.metadata.sha256 } };
}
