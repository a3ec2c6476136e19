import { normalizeName } from "../pep/name.ts";

/** One `--only-binary` or `--no-binary`, in the order in which pip reads them. */
export interface FormatOption {
  readonly name: "--only-binary" | "--no-binary";
  /** Names separated by commas; `:all:` and `:none:` too. */
  readonly value: string;
}

/** Where these options can stand besides the command line. */
export interface FormatSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onlyBinary: readonly string[];
  readonly noBinary: readonly string[];
  /** Options of requirements files, in their order. */
  readonly fileOptions: readonly { readonly name: string; readonly value: string | null }[];
}

/** Every `--only-binary` and `--no-binary`, in the order in which pip reads them: environment, command line, files. */
export function formatOptions({
  environment,
  onlyBinary,
  noBinary,
  fileOptions,
}: FormatSources): readonly FormatOption[] {
  const named = (name: FormatOption["name"], values: readonly (string | undefined)[]): readonly FormatOption[] =>
    values.flatMap((value) => (value === undefined ? [] : [{ name, value }]));
  return [
    ...named("--no-binary", [environment.PIP_NO_BINARY]),
    ...named("--only-binary", [environment.PIP_ONLY_BINARY]),
    ...named("--only-binary", onlyBinary),
    ...named("--no-binary", noBinary),
    ...fileOptions.flatMap(({ name, value }): readonly FormatOption[] =>
      value !== null && (name === "--only-binary" || name === "--no-binary") ? [{ name, value }] : [],
    ),
  ];
}

/**
 * Which projects may come from source, as pip decides it (`FormatControl.handle_mutual_excludes`): a later option takes a
 * project away from the other one, `:all:` empties both lists first, `:none:` empties its own.
 */
export function sourceIsAllowed(options: readonly FormatOption[]): (project: string) => boolean {
  return isAllowed(options, { by: "--no-binary", forbidden: "--only-binary" });
}

/** Which projects may come as a wheel: the same rules with the two options in each other's place. */
export function wheelIsAllowed(options: readonly FormatOption[]): (project: string) => boolean {
  return isAllowed(options, { by: "--only-binary", forbidden: "--no-binary" });
}

function isAllowed(
  options: readonly FormatOption[],
  { by, forbidden }: { readonly by: FormatOption["name"]; readonly forbidden: FormatOption["name"] },
): (project: string) => boolean {
  const lists = { "--only-binary": new Set<string>(), "--no-binary": new Set<string>() };
  for (const { name, value } of options) {
    const other = name === "--only-binary" ? lists["--no-binary"] : lists["--only-binary"];
    addNames(value.split(","), lists[name], other);
  }
  return (project) => {
    const name = normalizeName(project);
    if (lists[forbidden].has(name)) return false;
    return lists[by].has(name) || !lists[forbidden].has(":all:");
  };
}

function addNames(names: readonly string[], own: Set<string>, other: Set<string>): void {
  for (const text of names) {
    const name = text.trim();
    if (name === ":all:") {
      own.clear();
      other.clear();
      own.add(":all:");
    } else if (name === ":none:") {
      own.clear();
    } else if (name !== "") {
      own.add(normalizeName(name));
      other.delete(normalizeName(name));
    }
  }
}
