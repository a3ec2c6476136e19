import { distributionName } from "../../../core/index/distribution-name.ts";
import { offeredFiles } from "../../../core/index/offered-files.ts";
import type { ProjectFile, ProjectIndex } from "../../../core/index/project-index.ts";
import type { SimplePage } from "../../../core/index/render-simple-page.ts";
import { normalizeName } from "../../../core/pep/name.ts";
import type { Connected } from "../index/connect.ts";
import { fetchPage, projectUrl } from "../index/fetch-page.ts";
import { connectionTrouble } from "../index/trouble.ts";
import type { AddressBook, FileRecord, StandIn } from "./address-book.ts";
import type { CheckedWheel, HeldWheels } from "./held-wheels.ts";

export interface PageSettings {
  readonly connected: Connected;
  readonly book: AddressBook;
  readonly held: HeldWheels;
}

export interface Pages {
  /** The page that pip is to see. Rejects with an UpstreamError; each page is asked of the index once in a session. */
  read(standIn: StandIn, project: string | null): Promise<SimplePage>;
}

export function makePages(settings: PageSettings): Pages {
  const pages = new Map<string, Promise<SimplePage>>();
  const load = async (standIn: StandIn, project: string | null): Promise<SimplePage> => {
    try {
      const url = project === null ? standIn.url : projectUrl(standIn.url, project);
      return await standInPage(settings, await fetchPage(settings.connected, url), project);
    } catch (error) {
      const trouble = connectionTrouble(error, standIn.url);
      // A project that an index does not have is an answer; a configured page of links that is gone is not.
      if (!(trouble.isAbsence && standIn.kind === "index")) settings.connected.onTrouble(trouble, project);
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

async function standInPage(settings: PageSettings, page: ProjectIndex, project: string | null): Promise<SimplePage> {
  const files = page.files.filter((file) => settings.connected.rules.refusal(new URL(file.url)) === null);
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
      if (offer.file.url.includes("@")) settings.connected.credentials.learnFile(new URL(offer.file.url));
      const record = settings.book.addFile({ ...offer, source: offer.file, project: name });
      shown.push(toShown(record, offer.wheel === null ? undefined : wheels.get(offer.wheel)));
    }
  }
  return { name: project ?? page.name ?? "files", files: shown, status: page.status };
}

/**
 * The file as pip sees it. Every wheel is said to have metadata beside it, which costs nothing until somebody asks: where
 * the index has none, or a wrong one, it comes out of the wheel. So its digest is not stated: the gateway checks it itself.
 */
function toShown(record: FileRecord, checked: CheckedWheel | undefined): ProjectFile {
  const shown = { ...record.source, url: record.address };
  if (checked === undefined) return { ...shown, coreMetadata: isWheel(shown) ? { sha256: null } : null };
  return { ...shown, coreMetadata: checked.metadata === null ? null : { sha256: checked.metadata.sha256 } };
}

function isWheel({ filename }: ProjectFile): boolean {
  return filename.endsWith(".whl");
}
