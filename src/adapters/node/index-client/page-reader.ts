import type { ProjectIndex } from "../../../core/index/project-index.ts";
import type { Connected } from "../index/connect.ts";
import { fetchPage } from "../index/fetch-page.ts";

export interface PageReader {
  /** Rejects with an UpstreamError. */
  read(url: URL): Promise<ProjectIndex>;
}

export function makePageReader(connected: Connected): PageReader {
  return { read: (url) => fetchPage(connected, url) };
}
