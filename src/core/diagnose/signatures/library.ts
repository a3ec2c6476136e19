import { type Form, packagesOf, type Signature } from "../signature.ts";

/** A library whose development files a build needs, as it is known to compilers, pkg-config, CMake and linkers. */
export interface Library {
  readonly id: string;
  /** As its project writes it. */
  readonly title: string;
  /** As in `#include`; a folder with `/` at the end stands for all below it. */
  readonly headers?: readonly string[];
  /** Names of `.pc` files. */
  readonly package?: readonly string[];
  /** Names of CMake's find modules. */
  readonly cmake?: readonly string[];
  /** As behind `-l`. */
  readonly link?: readonly string[];
  /** Programs that come with the development files: `pg_config`. */
  readonly program?: readonly string[];
  readonly texts?: readonly Form[];
  readonly apt: string;
  readonly dnf: string;
  readonly apk: string;
  readonly conda: string;
  readonly advice?: string;
  readonly examples?: readonly string[];
  readonly nearMisses?: readonly string[];
  readonly sources: string;
}

export function library(given: Library): Signature {
  const { id, title, headers = [], package: packages = [], cmake = [], link = [], program = [], texts = [] } = given;
  const [first = ""] = headers;
  const header = first.endsWith("/") ? `${first}api.h` : first;
  const shown = [...program.slice(0, 1), ...headers.slice(0, 1)].join(", ");
  return {
    id,
    class: "missing-header",
    rank: "cause",
    texts,
    names: { header: headers, package: packages, cmake, link, program },
    cause: `The development files of ${title}${shown === "" ? "" : ` (${shown})`} are not installed.`,
    advice: given.advice ?? null,
    commands: [],
    packages: packagesOf(given.apt, given.dnf, given.apk, given.conda),
    examples: [
      ...(header === "" ? [] : [`src/module.c:7:10: fatal error: ${header}: No such file or directory`]),
      ...(given.examples ?? []),
    ],
    nearMisses: [
      ...(header === ""
        ? [`-- Found ${title}`]
        : [
            `checking for ${header}... yes`,
            `src/module.c:7:10: fatal error: not_${header}: No such file or directory`,
          ]),
      ...(given.nearMisses ?? []),
    ],
    sources: given.sources,
  };
}
