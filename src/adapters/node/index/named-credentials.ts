import { type Credentials, withoutUserinfo } from "../../../core/index/credentials.ts";

/**
 * Credentials of indexes that have a name, from `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD`, as uv reads them: the name in
 * upper case, everything but letters and digits as "_".
 * @param names of indexes, by their URLs
 */
export function makeNamedCredentials(
  names: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): (url: URL) => Credentials | null {
  const byUrl = new Map<string, string>();
  for (const [url, name] of Object.entries(names)) if (URL.canParse(url)) byUrl.set(bare(new URL(url)), name);
  return (url) => {
    const name = byUrl.get(bare(url));
    if (name === undefined) return null;
    const stem = `UV_INDEX_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
    const [username, password] = [environment[`${stem}_USERNAME`], environment[`${stem}_PASSWORD`]];
    return username === undefined && password === undefined
      ? null
      : { username: username ?? "", password: password ?? "" };
  };
}

function bare(url: URL): string {
  return withoutUserinfo(url).href.replace(/\/+$/, "");
}
