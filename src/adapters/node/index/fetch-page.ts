import { parseProjectIndex } from "../../../core/index/parse-project-index.ts";
import { PAGE_LIMIT, type ProjectIndex } from "../../../core/index/project-index.ts";
import type { Connected } from "./connect.ts";
import { readBody } from "./read-body.ts";
import { UpstreamError } from "./trouble.ts";

/** JSON before HTML, as pip and the Simple API have it (PEP 691). */
const ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

/** `<index>/<project>/`, as PEP 503 has it; a query of the index stays where it is. */
export function projectUrl(index: URL, project: string): URL {
  const url = new URL(index);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${project}/`;
  return url;
}

/** A project page or a page of links, read. Rejects with an UpstreamError; `not-an-index` when it cannot be read. */
export function fetchPage(connected: Connected, url: URL): Promise<ProjectIndex> {
  const { upstream, tally, rules } = connected;
  if (!rules.isSecure(url)) {
    const advice = `pip asks ${url.host} by plain http only if it is a trusted host (--trusted-host ${url.host})`;
    return Promise.reject(new UpstreamError("unreachable", advice));
  }
  return upstream.patiently(async () => {
    tally.pages += 1;
    const headers = { accept: ACCEPT, "accept-encoding": "gzip, deflate" };
    const answer = await upstream.ask(url, { method: "GET", headers });
    const contentType = answer.headers["content-type"] ?? "";
    if (!/html|json/i.test(contentType)) answer.body.destroy();
    const readable = !answer.body.destroyed;
    const body = readable ? await readBody(answer, PAGE_LIMIT, tally.addBytes) : new Uint8Array();
    const page = parseProjectIndex({ url: answer.url.href, contentType, body });
    if (page.ok) return page.value;
    const why = page.problems[0]?.message ?? "";
    throw new UpstreamError("not-an-index", `${url.host} does not answer as a package index: ${why}`);
  });
}
