import { withoutUserinfo } from "../../../core/index/credentials.ts";
import { withAddresses } from "../../../core/index/outlined-page.ts";
import type { ProjectFile, ProjectIndex } from "../../../core/index/project-index.ts";

/** What is told of files and where they really are: tokens in the addresses of files stay inside the client. */
export interface Disclosure {
  tell(page: ProjectIndex): ProjectIndex;
  /** The address to ask for a file that was told. */
  realUrl(file: ProjectFile): URL;
}

/** @param redact masks every secret that is known */
export function makeDisclosure(redact: (text: string) => string, learn: (url: URL) => void): Disclosure {
  const real = new Map<string, string>();
  const tellUrl = (url: string): string => {
    if (url.includes("@") && new URL(url).username !== "") learn(new URL(url));
    const told = redact(needsCare(url) ? withoutSecrets(url) : url);
    if (told !== url) real.set(told, url);
    return told;
  };
  return {
    tell: (page) =>
      withAddresses(page, tellUrl(page.url), (file) => {
        const url = tellUrl(file.url);
        return url === file.url ? file : { ...file, url };
      }),
    realUrl: (file) => new URL(real.get(file.url) ?? file.url),
  };
}

function needsCare(url: string): boolean {
  return url.includes("@") || url.includes("?");
}

/** Signatures and tokens live in queries. */
function withoutSecrets(url: string): string {
  const plain = withoutUserinfo(new URL(url));
  plain.search = "";
  return plain.href;
}
