import type { Requirement } from "../pep/requirement.ts";
import { makeSpecifierSet, parseSpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { isPinned, namesPrerelease } from "../pep/specifier-wish.ts";
import { compareVersions, parseVersion, type Version } from "../pep/version.ts";
import { readAs } from "../resolve/flawed-metadata.ts";
import type { ProjectVersion } from "./candidates.ts";
import type { ProjectFile } from "./project-index.ts";
import { isUploadedInTime } from "./upload-time.ts";
import { bestWheel, type Fit, type TagTable } from "./wheel-fit.ts";

/** What decides which file is taken, besides the requirement and the target. */
export interface TakeRules {
  /** False with `--only-binary`. */
  readonly source: boolean;
  /** False with `--no-binary`. */
  readonly wheels: boolean;
  readonly preferBinary: boolean;
  readonly prereleases: "if-necessary" | "allow" | "disallow";
  /** ISO 8601; a day without a time counts whole. Later uploads, and files without a time, do not exist. */
  readonly excludeNewer: string | null;
  /** The one version that may be taken, whatever the requirement says; null: what it allows. */
  readonly version: string | null;
}

/** The file that is taken of a version. */
export interface TakenFile {
  readonly version: ProjectVersion;
  readonly file: ProjectFile;
  /** Null for an sdist. */
  readonly fit: Fit | null;
}

/** A requirement on a target: which versions and files may be taken at all. */
export class Question {
  readonly requirement: Requirement;
  readonly table: TagTable;
  readonly rules: TakeRules;
  readonly isPinned: boolean;
  readonly #only: Version | null;
  readonly #python: Version | null;
  readonly #pythons = new Map<string, boolean>();

  constructor(requirement: Requirement, table: TagTable, rules: TakeRules) {
    this.requirement = requirement;
    this.table = table;
    this.rules = rules;
    this.#only = versionOrNull(rules.version ?? "");
    this.isPinned = this.#only !== null || isPinned(requirement.specifiers);
    this.#python = versionOrNull(fullVersion(table.target.python.version));
  }

  /** The same without any limit on the version. */
  withoutSpecifiers(): Question {
    const requirement = { ...this.requirement, specifiers: makeSpecifierSet([]) };
    return new Question(requirement, this.table, { ...this.rules, version: null });
  }

  /** Whether the requirement holds for it. */
  allows({ version }: ProjectVersion): boolean {
    return specifierSetContains(this.requirement.specifiers, version);
  }

  mayTake(version: ProjectVersion): boolean {
    return this.#only === null ? this.allows(version) : compareVersions(version.version, this.#only) === 0;
  }

  filesOf(version: ProjectVersion): readonly ProjectFile[] {
    const files = [...version.wheels, ...version.sdists];
    return this.rules.excludeNewer === null ? files : files.filter((file) => this.exists(file));
  }

  /** Whether the target's Python is one of the file's; a text that is no specifier holds back uv, but not pip. */
  fitsPython(file: ProjectFile): boolean {
    const { requiresPython } = file;
    if (requiresPython === null || this.#python === null) return true;
    const known = this.#pythons.get(requiresPython);
    if (known !== undefined) return known;
    const tool = this.table.rules === "uv" ? "uv" : "pip";
    const set = readAs(tool, requiresPython, parseSpecifierSet);
    const fits = set === null ? tool === "pip" : specifierSetContains(set, this.#python);
    this.#pythons.set(requiresPython, fits);
    return fits;
  }

  exists(file: ProjectFile): boolean {
    return isUploadedInTime(file.uploadTime, this.rules.excludeNewer);
  }

  fileOf(version: ProjectVersion, allowed: { readonly yanked: boolean }): TakenFile | null {
    return this.wheelOf(version, allowed) ?? this.sdistOf(version, allowed);
  }

  wheelOf(version: ProjectVersion, allowed: { readonly yanked: boolean }): TakenFile | null {
    if (!this.rules.wheels) return null;
    const fitting = version.wheels.filter((file) => this.table.fitOf(file) !== null && this.#isUsable(file, allowed));
    const best = bestWheel(fitting, this.table);
    return best === null ? null : { version, ...best };
  }

  sdistOf(version: ProjectVersion, allowed: { readonly yanked: boolean }): TakenFile | null {
    if (!this.rules.source) return null;
    const file = version.sdists.findLast((sdist) => this.#isUsable(sdist, allowed));
    return file === undefined ? null : { version, file, fit: null };
  }

  #isUsable(file: ProjectFile, allowed: { readonly yanked: boolean }): boolean {
    return (allowed.yanked || file.yanked === null) && this.exists(file) && this.fitsPython(file);
  }
}

/**
 * The file that pip takes: of the newest version that the requirement allows and that has a file for the target, a wheel
 * before the sdist; with `preferBinary` the newest version with a wheel comes first. Pre-releases only when asked for, or
 * when no final version has a file; yanked files only for a version that is pinned with `==` and has no other.
 * @param versions newest first
 */
export function takeFile(versions: readonly ProjectVersion[], question: Question): TakenFile | null {
  const unyanked = takeAmong(versions, question, { yanked: false });
  return unyanked ?? (question.isPinned ? takeAmong(versions, question, { yanked: true }) : null);
}

function takeAmong(
  versions: readonly ProjectVersion[],
  question: Question,
  allowed: { readonly yanked: boolean },
): TakenFile | null {
  if (asksForPrereleases(question)) return newestFile(versions, question, allowed);
  const finals = versions.filter(({ version }) => !version.isPrerelease);
  const taken = newestFile(finals, question, allowed);
  if (taken !== null || question.rules.prereleases === "disallow") return taken;
  // A final version that is only yanked still keeps pip from taking a pre-release.
  if (finals.some((one) => question.mayTake(one) && question.fileOf(one, { yanked: true }) !== null)) return null;
  return newestFile(versions, question, allowed);
}

function newestFile(
  versions: readonly ProjectVersion[],
  question: Question,
  allowed: { readonly yanked: boolean },
): TakenFile | null {
  const newest = (fileOf: (version: ProjectVersion) => TakenFile | null) =>
    firstOf(versions, (version) => (question.mayTake(version) ? fileOf(version) : null));
  const wheel = question.rules.preferBinary ? newest((version) => question.wheelOf(version, allowed)) : null;
  return wheel ?? newest((version) => question.fileOf(version, allowed));
}

/** Whether pre-releases count like others: they are allowed, or a clause names one (PEP 440, "Handling of pre-releases"). */
export function asksForPrereleases({ rules, requirement }: Question): boolean {
  if (rules.version !== null) return true;
  if (rules.prereleases !== "if-necessary") return rules.prereleases === "allow";
  return namesPrerelease(requirement.specifiers);
}

/** Without its patch level a Python counts as the first one of its minor version, as pip and uv have it. */
function fullVersion(python: string): string {
  return /^\d+\.\d+$/.test(python) ? `${python}.0` : python;
}

function versionOrNull(text: string): Version | null {
  const version = parseVersion(text);
  return version.ok ? version.value : null;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
