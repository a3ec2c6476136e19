import { type Parsed, problemAt, unparsed } from "../problem.ts";
import { parseHtmlPage } from "./parse-html.ts";
import { parseJsonPage } from "./parse-json.ts";
import { PAGE_LIMIT, type ProjectIndex } from "./project-index.ts";

export interface ProjectPage {
  /** Where the page came from, after redirects: relative addresses are resolved against it. */
  readonly url: string;
  /** The response's Content-Type, parameters and all. */
  readonly contentType: string;
  /** Decompressed. */
  readonly body: Uint8Array;
}

type PageParser = (url: string, text: string) => Parsed<ProjectIndex>;

/** The media types of the Simple API (PEP 691) and who reads them. */
const PARSERS: ReadonlyMap<string, PageParser> = new Map([
  ["application/vnd.pypi.simple.v1+json", parseJsonPage],
  ["application/vnd.pypi.simple.latest+json", parseJsonPage],
  ["application/vnd.pypi.simple.v1+html", parseHtmlPage],
  ["application/vnd.pypi.simple.latest+html", parseHtmlPage],
  ["text/html", parseHtmlPage],
]);

/**
 * Reads a project page (or a `--find-links` page) of the Simple API, JSON or HTML by its Content-Type as pip does.
 * Any bytes go in. Problems `not-an-index`, `invalid-json`, `unknown-api-version`, `too-large`, `too-many-files` mean
 * that nothing is known about the project, not that it has no files.
 */
export function parseProjectIndex(page: ProjectPage): Parsed<ProjectIndex> {
  const [type = "", ...parameters] = page.contentType.toLowerCase().split(";");
  const parser = PARSERS.get(type.trim());
  if (parser === undefined) {
    const message = `The answer has the type ${JSON.stringify(type.trim().slice(0, 60))}.`;
    return unparsed(problemAt("", 0, "not-an-index", message, "text/html or application/vnd.pypi.simple.v1+json"));
  }
  if (page.body.length > PAGE_LIMIT) {
    const message = `The page has ${page.body.length} bytes.`;
    return unparsed(problemAt("", 0, "too-large", message, `at most ${PAGE_LIMIT} bytes`));
  }
  if (!URL.canParse(page.url)) {
    return unparsed(problemAt(page.url, 0, "invalid-url", "The page has no absolute URL.", "https://…"));
  }
  const charset = parameters.map((item) => /^\s*charset\s*=\s*"?([\w.:-]+)/.exec(item)?.[1]).find(Boolean);
  return parser(page.url, decode(page.body, charset ?? "utf-8"));
}

function decode(body: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}
