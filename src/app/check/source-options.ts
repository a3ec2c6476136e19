import type { SourceOption } from "../../core/findings/facts.ts";
import { redactUrls } from "../../core/inputs/redact-url.ts";
import type { CheckInputs } from "./inputs.ts";
import { isLock } from "./lock-closure.ts";

const OPTIONS: Readonly<Record<string, string>> = {
  index: "--index-url",
  "extra-index": "--extra-index-url",
  "find-links": "--find-links",
};

/** Options that change where packages come from, or whether hashes are asked for. */
const POLICIES: ReadonlySet<string> = new Set(["--no-index", "--trusted-host", "--no-require-hashes"]);

/** Everything in the user's files that changes where packages come from: a pull request may have added it. */
export function sourceOptions({ files }: CheckInputs): readonly SourceOption[] {
  // A lock repeats the index that it was made with, for every project.
  const written = files.filter((file) => !isLock(file));
  return written.flatMap(({ indexes, options = [] }) => [
    ...indexes.map(({ kind, url, place }) => ({ option: `${OPTIONS[kind]} ${redactUrls(url)}`, place })),
    ...options.flatMap(({ name, value, place }) =>
      POLICIES.has(name) ? [{ option: value === null ? name : `${name} ${redactUrls(value)}`, place }] : [],
    ),
  ]);
}
