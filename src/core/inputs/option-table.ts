/** An option that pip understands inside a requirements file. */
export interface OptionDefinition {
  /** The long name. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly takesValue: boolean;
  /** Where it counts: on a line of its own, or on the line of a requirement. */
  readonly scope: "file" | "requirement" | "editable" | "include";
  /** What a value has to look like, when pip looks. */
  readonly check?: { readonly pattern: RegExp; readonly expected: string };
}

const NOT_AN_OPTION = { pattern: /^(?!-)/, expected: "project names separated by commas, :all: or :none:" };

/** `pip/_internal/req/req_file.py`, `SUPPORTED_OPTIONS` and `SUPPORTED_OPTIONS_REQ` of pip 23 to 26 together. */
export const OPTIONS: readonly OptionDefinition[] = [
  { name: "--index-url", aliases: ["-i", "--pypi-url"], takesValue: true, scope: "file" },
  { name: "--extra-index-url", aliases: [], takesValue: true, scope: "file" },
  { name: "--no-index", aliases: [], takesValue: false, scope: "file" },
  { name: "--constraint", aliases: ["-c"], takesValue: true, scope: "include" },
  { name: "--requirement", aliases: ["-r"], takesValue: true, scope: "include" },
  { name: "--editable", aliases: ["-e"], takesValue: true, scope: "editable" },
  { name: "--find-links", aliases: ["-f"], takesValue: true, scope: "file" },
  { name: "--no-binary", aliases: [], takesValue: true, scope: "file", check: NOT_AN_OPTION },
  { name: "--only-binary", aliases: [], takesValue: true, scope: "file", check: NOT_AN_OPTION },
  { name: "--prefer-binary", aliases: [], takesValue: false, scope: "file" },
  { name: "--require-hashes", aliases: [], takesValue: false, scope: "file" },
  { name: "--no-require-hashes", aliases: [], takesValue: false, scope: "file" },
  { name: "--pre", aliases: [], takesValue: false, scope: "file" },
  { name: "--all-releases", aliases: [], takesValue: true, scope: "file", check: NOT_AN_OPTION },
  { name: "--only-final", aliases: [], takesValue: true, scope: "file", check: NOT_AN_OPTION },
  { name: "--trusted-host", aliases: [], takesValue: true, scope: "file" },
  { name: "--use-feature", aliases: [], takesValue: true, scope: "file" },
  {
    name: "--hash",
    aliases: [],
    takesValue: true,
    scope: "requirement",
    check: { pattern: /^(?:sha256|sha384|sha512):/, expected: "sha256:, sha384: or sha512: and the digest" },
  },
  {
    name: "--config-settings",
    aliases: ["-C"],
    takesValue: true,
    scope: "requirement",
    check: { pattern: /=/, expected: "KEY=VALUE" },
  },
  { name: "--global-option", aliases: [], takesValue: true, scope: "requirement" },
];

export type OptionLookup =
  | { readonly kind: "found"; readonly definition: OptionDefinition }
  | { readonly kind: "unknown" }
  | { readonly kind: "ambiguous"; readonly candidates: readonly string[] };

/** Finds an option by a name or, for long names, by an unambiguous beginning, as Python's optparse does. */
export function findOption(written: string): OptionLookup {
  const exact = OPTIONS.find(({ name, aliases }) => name === written || aliases.includes(written));
  if (exact !== undefined) return { kind: "found", definition: exact };
  if (!written.startsWith("--")) return { kind: "unknown" };
  const names = OPTIONS.flatMap(({ name, aliases }) => [name, ...aliases]).filter((name) => name.startsWith(written));
  const [only, ...more] = names.sort();
  if (only === undefined) return { kind: "unknown" };
  return more.length === 0 ? findOption(only) : { kind: "ambiguous", candidates: names };
}
