import type { CheckOptions } from "../../core/options/options.ts";
import type { PlanOption } from "../../core/plan/stages/install-plan.ts";
import type { CheckInputs } from "./inputs.ts";
import { isLock } from "./lock-closure.ts";

export interface PlanOptions {
  readonly options: readonly PlanOption[];
  /** What is not carried over, one sentence each. */
  readonly notes: readonly string[];
}

/** Options of requirements files that a plan repeats as they are. */
const CARRIED: ReadonlySet<string> = new Set(["--no-binary", "--only-binary", "--trusted-host"]);

/**
 * What the command line and the user's files say of where packages come from and of which files are taken, as options of
 * `pip install`, with pip's own precedence: an index of a file stands in the place of the command line's. Credentials are
 * left out; what environment and configuration say holds for an installer without being told.
 */
export function planOptions(options: CheckOptions, inputs: CheckInputs): PlanOptions {
  const files = inputs.files.filter((file) => !isLock(file));
  const named = files.flatMap(({ indexes }) => indexes).filter(({ explicit }) => !explicit);
  const urlsOf = (kind: string) => named.filter((index) => index.kind === kind).map(({ url }) => url);
  const written = files.flatMap((file) => file.options ?? []);
  const has = (name: string): boolean => written.some((option) => option.name === name);
  const main = urlsOf("index").at(-1) ?? options.indexUrl;
  const isCut = has("--no-index");
  const sources: readonly (readonly [name: string, value: string])[] = [
    ...(main === null || isCut ? [] : [["--index-url", main] as const]),
    ...(isCut ? [] : [...options.extraIndexUrls, ...urlsOf("extra-index")]).map(
      (url) => ["--extra-index-url", url] as const,
    ),
    ...[...options.findLinks, ...urlsOf("find-links")].map((url) => ["--find-links", url] as const),
  ];
  const formats = [
    ...options.onlyBinary.map((value) => ["--only-binary", value] as const),
    ...options.noBinary.map((value) => ["--no-binary", value] as const),
    ...written.flatMap(({ name, value }) => (CARRIED.has(name) && value !== null ? [[name, value] as const] : [])),
  ];
  const flags = [
    ...(isCut ? ["--no-index"] : []),
    ...(options.preferBinary || has("--prefer-binary") ? ["--prefer-binary"] : []),
    ...(options.pre || has("--pre") ? ["--pre"] : []),
  ];
  const unique = [...new Map(sources.map((pair) => [pair.join(" "), pair])).values()];
  return {
    options: [
      ...flags.map((name) => ({ name, value: null, isLocal: false })),
      ...unique.map(([name, value]) => ({ name, value: withoutSecrets(value), isLocal: !isWeb(value) })),
      ...formats.map(([name, value]) => ({ name, value, isLocal: false })),
    ],
    notes: unique.some(([, value]) => withoutSecrets(value) !== value)
      ? [
          "Names, passwords and queries of indexes are not written here: netrc, keyring or PIP_INDEX_URL tell them to pip.",
        ]
      : [],
  };
}

function isWeb(value: string): boolean {
  return /^(?!file:)[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

/** A token may stand in the place of the user's name, and in the query too. */
function withoutSecrets(url: string): string {
  const bare = url.replace(/^([a-z][a-z0-9+.-]{0,30}:\/\/)[^/?#]*@/i, "$1");
  return isWeb(url) ? (bare.split(/[?#]/, 1)[0] ?? bare) : bare;
}
