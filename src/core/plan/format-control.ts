import { normalizeName } from "../pep/name.ts";

/** One `--only-binary` or `--no-binary`, in the order in which pip reads them. */
export interface FormatOption {
  readonly name: "--only-binary" | "--no-binary";
  /** Names separated by commas; `:all:` and `:none:` too. */
  readonly value: string;
}

/**
 * Which projects may come from source, as pip decides it (`FormatControl.handle_mutual_excludes`): a later option takes a
 * project away from the other one, `:all:` empties both lists first, `:none:` empties its own.
 */
export function sourceIsAllowed(options: readonly FormatOption[]): (project: string) => boolean {
  const lists = { "--only-binary": new Set<string>(), "--no-binary": new Set<string>() };
  for (const { name, value } of options) {
    const other = name === "--only-binary" ? lists["--no-binary"] : lists["--only-binary"];
    addNames(value.split(","), lists[name], other);
  }
  const { "--only-binary": wheelsOnly, "--no-binary": sourceOnly } = lists;
  return (project) => {
    const name = normalizeName(project);
    if (wheelsOnly.has(name)) return false;
    return sourceOnly.has(name) || !wheelsOnly.has(":all:");
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
