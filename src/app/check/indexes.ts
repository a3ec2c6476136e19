import { WheelhouseError } from "../../core/error.ts";
import type { InputIndex, InputOption } from "../../core/inputs/input.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { chooseIndexes } from "../../core/plan/index-settings.ts";
import type { IndexSettings } from "../../ports/index-gateway.ts";
import type { CheckPorts } from "./ports.ts";
import type { PythonHere } from "./python-here.ts";

/** What the files say of indexes. */
export interface IndexNeeds {
  readonly indexes: readonly InputIndex[];
  /** Options of requirements files, in their order. */
  readonly fileOptions: readonly InputOption[];
  /** Whether there is something to ask at all. */
  readonly isNeeded: boolean;
}

/**
 * Which indexes are asked: command line, environment, pip's configuration and default, and what the files themselves name,
 * as pip has it (an `--index-url` of a file stands in the place of all that was before it). With `--index-url` nothing of
 * pip is asked, so that a machine without Python can check.
 * Rejects with `no-index` when none is known and one is needed: a lock that lists its files needs none.
 */
export async function chooseCheckIndexes(
  options: CheckOptions,
  { indexes: named, fileOptions, isNeeded }: IndexNeeds,
  ports: CheckPorts,
  pythonHere: PythonHere,
): Promise<IndexSettings> {
  const environment = withoutBlanks(ports.host.environment);
  const isTold = options.indexUrl !== null || environment.PIP_INDEX_URL !== undefined;
  const here = isTold ? null : await pythonHere();
  const chosen = chooseIndexes(options, {
    environment,
    pipConfig: here?.pipConfig ?? {},
    defaultIndexUrl: here?.defaultIndexUrl ?? null,
  });
  const main = named.filter(({ kind, explicit }) => kind === "index" && !explicit).at(-1)?.url;
  const extra = named.filter(({ kind, explicit }) => kind === "extra-index" && !explicit).map(({ url }) => url);
  const pages = named.filter(({ kind }) => kind === "find-links").map(({ url }) => url);
  const isCut = fileOptions.some(({ name }) => name === "--no-index");
  const [usual, ...further] = main === undefined ? (chosen.indexUrls ?? []) : [main];
  const extras = [...further, ...extra];
  const first = usual === undefined ? [] : [usual];
  // uv asks the extra indexes before the main one, pip has no order.
  const indexUrls = isCut ? [] : options.installer === "uv" ? [...extras, ...first] : [...first, ...extras];
  const findLinks = [...chosen.findLinksUrls, ...chosen.findLinksPaths, ...pages];
  if (chosen.indexUrls === null && indexUrls.length === 0 && isNeeded && !isCut) {
    const message =
      "No package index is known: nothing names one, and there is no pip here whose default could be asked.";
    throw new WheelhouseError("no-index", message, { hint: "Name it with --index-url URL (input: index-url)." });
  }
  return {
    indexUrls: [...new Set(indexUrls)],
    findLinksUrls: [...new Set(findLinks.map((link) => toUrl(link, options, ports)))],
    trustedHosts: [
      ...chosen.trustedHosts,
      ...fileOptions.flatMap(({ name, value }) => (name === "--trusted-host" && value !== null ? [value] : [])),
    ],
    certificateFile: chosen.certificateFile,
    proxy: chosen.proxy,
    keyring: options.keyring,
  };
}

function withoutBlanks(environment: CheckPorts["host"]["environment"]): CheckPorts["host"]["environment"] {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
}

function toUrl(link: string, options: CheckOptions, { files }: CheckPorts): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(link)) return link;
  return `file://${encodeURI(files.resolve(options.workingDirectory, link))}`;
}
