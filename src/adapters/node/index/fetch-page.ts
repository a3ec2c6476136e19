import { parseProjectIndex } from "../../../core/index/parse-project-index.ts";
import { PAGE_LIMIT, type ProjectIndex } from "../../../core/index/project-index.ts";
import type { Connected } from "./connect.ts";
import { readBody } from "./read-body.ts";
import { UpstreamError } from "./trouble.ts";
import type { UpstreamAnswer } from "./upstream.ts";

/** JSON before HTML, as pip and the Simple API have it (PEP 691). */
export const PAGE_ACCEPT =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

/** A page as it came, decompressed. */
export interface RawPage {
  /** After redirects, without userinfo. */
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** What an index answers to a request for a page; null: it is the one that the condition of the request speaks of. */
export interface PageAnswer {
  readonly page: RawPage | null;
  readonly headers: UpstreamAnswer["headers"];
}

/** `<index>/<project>/`, as PEP 503 has it; a query of the index stays where it is. */
export function projectUrl(index: URL, project: string): URL {
  const url = new URL(index);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${project}/`;
  return url;
}

/** A project page or a page of links, read. Rejects with an UpstreamError; `not-an-index` when it cannot be read. */
export async function fetchPage(connected: Connected, url: URL): Promise<ProjectIndex> {
  const { page } = await askPage(connected, url, {});
  if (page === null) throw new Error("304 without a condition");
  return readPage(page);
}

/** @param condition `if-none-match` and the like */
export function askPage(
  { upstream, tally, rules }: Connected,
  url: URL,
  condition: Readonly<Record<string, string>>,
): Promise<PageAnswer> {
  if (!rules.isSecure(url)) {
    const advice = `pip asks ${url.host} by plain http only if it is a trusted host (--trusted-host ${url.host})`;
    return Promise.reject(new UpstreamError("unreachable", advice));
  }
  const headers = { accept: PAGE_ACCEPT, "accept-encoding": "gzip, deflate", ...condition };
  return upstream.patiently(url, async () => {
    const answer = await upstream.ask(url, { kind: "pages", method: "GET", headers });
    if (answer.status === 304) {
      answer.body.resume();
      return { page: null, headers: answer.headers };
    }
    const contentType = answer.headers["content-type"] ?? "";
    if (!/html|json/i.test(contentType)) answer.body.destroy();
    const limit = { bytes: PAGE_LIMIT, seconds: upstream.limits.bodySeconds };
    const body = answer.body.destroyed ? new Uint8Array() : await readBody(answer, limit, tally.addBytes);
    return { page: { url: answer.url.href, contentType, body }, headers: answer.headers };
  });
}

/** @throws UpstreamError `not-an-index` */
export function readPage(raw: RawPage): ProjectIndex {
  const page = parseProjectIndex(raw);
  if (page.ok) return page.value;
  const why = page.problems[0]?.message ?? "";
  throw new UpstreamError("not-an-index", `${new URL(raw.url).host} does not answer as a package index: ${why}`);
}
