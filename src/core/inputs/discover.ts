/** What is read when the user names no file. */
export interface Discovery {
  /** Empty when the folder has none of these files. */
  readonly paths: readonly string[];
  /** What was taken, out of which order, and what else is there. */
  readonly sentence: string;
}

interface Choice {
  readonly title: string;
  readonly choose: (names: readonly string[]) => readonly string[];
}

/** A file, and what goes with it when it is there. */
function named(name: string, ...companions: readonly string[]): Choice {
  const choose = (names: readonly string[]) =>
    names.includes(name) ? [name, ...companions.filter((companion) => names.includes(companion))] : [];
  return { title: name, choose };
}

/**
 * In this order: what was written for the installer, then what a lock has decided (with the project that it locks, so that
 * places point at the line that a person wrote), then ranges, then what other tools bring.
 */
const ORDER: readonly Choice[] = [
  named("requirements.txt"),
  { title: "requirements/*.txt", choose: (names) => names.filter((name) => /^requirements\/[^/]+\.txt$/.test(name)) },
  named("uv.lock", "pyproject.toml"),
  named("pylock.toml", "pyproject.toml"),
  named("poetry.lock", "pyproject.toml"),
  named("pyproject.toml"),
  named("environment.yml"),
  named("environment.yaml"),
  named("Pipfile.lock"),
  named("Dockerfile"),
];

/**
 * Chooses the input files of a folder from the names in it (with `/` for those of a folder inside). The first of this
 * order that is there is taken: requirements.txt; requirements/*.txt; uv.lock, pylock.toml or poetry.lock with
 * pyproject.toml; pyproject.toml; environment.yml; Pipfile.lock; Dockerfile.
 */
export function discoverInputs(names: readonly string[]): Discovery {
  const sorted = names.toSorted();
  const paths = ORDER.map(({ choose }) => choose(sorted)).find((chosen) => chosen.length > 0) ?? [];
  if (paths.length === 0) {
    return { paths, sentence: `the folder has none of ${list(ORDER.map(({ title }) => title))}.` };
  }
  const others = sorted.filter((name) => !paths.includes(name) && isInput(name));
  const rest = others.length === 0 ? "" : `; ${list(others)} ${others.length === 1 ? "was" : "were"} left out`;
  return { paths, sentence: `No file was named: ${list(paths)} ${paths.length === 1 ? "is" : "are"} read${rest}.` };
}

function isInput(name: string): boolean {
  return ORDER.some(({ choose }) => choose([name]).length > 0) || /^pylock\..+\.toml$|^Dockerfile\..+/.test(name);
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
