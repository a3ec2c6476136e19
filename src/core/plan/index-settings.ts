import type { BuildOptions } from "../options/options.ts";

/** Where an index setting can come from besides the options. */
export interface IndexSources {
  /** `PIP_*` variables of the user's environment (not of a child's). */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** pip's configuration files, e.g. `global.index-url`. */
  readonly pipConfig: Readonly<Record<string, string>>;
  /** What the installed pip asks when nothing is configured. */
  readonly defaultIndexUrl: string | null;
}

export interface ChosenIndexes {
  /** Main index first; null when no index is known at all. Empty with `--no-index`. */
  readonly indexUrls: readonly string[] | null;
  /** Pages by http(s). */
  readonly findLinksUrls: readonly string[];
  /** Folders and files of this machine. */
  readonly findLinksPaths: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly certificateFile: string | null;
  readonly proxy: string | null;
}

/**
 * pip's order of precedence: command line, environment, configuration files (the command's section before `global`),
 * pip's own default. As in pip, lists of the first source that has any are used whole.
 */
export function chooseIndexes(
  options: Pick<BuildOptions, "indexUrl" | "extraIndexUrls" | "findLinks">,
  sources: IndexSources,
): ChosenIndexes {
  const setting = (name: string): string | null => {
    const variable = sources.environment[`PIP_${name.replaceAll("-", "_").toUpperCase()}`];
    if (variable !== undefined && variable.trim() !== "") return variable;
    return sources.pipConfig[`install.${name}`] ?? sources.pipConfig[`global.${name}`] ?? null;
  };
  const list = (given: readonly string[], name: string): readonly string[] =>
    given.length > 0
      ? given
      : (setting(name)
          ?.split(/\s+/)
          .filter((item) => item !== "") ?? []);
  const noIndex = /^(1|true|yes|on|y|t)$/i.test(setting("no-index") ?? "") && options.indexUrl === null;
  const main = options.indexUrl ?? setting("index-url") ?? sources.defaultIndexUrl;
  const findLinks = list(options.findLinks, "find-links");
  return {
    indexUrls: noIndex ? [] : main === null ? null : [main, ...list(options.extraIndexUrls, "extra-index-url")],
    findLinksUrls: findLinks.filter(isWebUrl),
    findLinksPaths: findLinks.filter((item) => !isWebUrl(item)).map(fromFileUrl),
    trustedHosts: list([], "trusted-host"),
    certificateFile:
      setting("cert") ??
      sources.environment.SSL_CERT_FILE ??
      sources.environment.REQUESTS_CA_BUNDLE ??
      sources.environment.CURL_CA_BUNDLE ??
      null,
    proxy: setting("proxy"),
  };
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** `file:///srv/wheels` → `/srv/wheels`; anything else as it is. */
function fromFileUrl(text: string): string {
  const match = /^file:\/\/(?:localhost)?(\/.*)$/.exec(text);
  return match?.[1] === undefined ? text : decodeURIComponent(match[1]);
}
