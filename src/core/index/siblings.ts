import { compareVersions } from "../pep/version.ts";
import { type ProjectVersion, readWheel } from "./candidates.ts";
import { closestMiss } from "./miss.ts";
import type { ProjectFile } from "./project-index.ts";
import { type Question, type TakenFile, takeFile } from "./take.ts";
import type { Sibling } from "./verdict.ts";
import type { TagTable } from "./wheel-fit.ts";

const SIBLING_LIMIT = 8;
/** Names in one sentence. */
const NAMED = 6;

/** Other versions with a wheel for the target: the newest older one (an allowed one first) and the oldest newer one. */
export interface Neighbours {
  readonly older: TakenFile | null;
  readonly newer: TakenFile | null;
}

/**
 * @param versions newest first
 * @param judged one of them
 */
export function neighboursOf(
  versions: readonly ProjectVersion[],
  judged: ProjectVersion,
  question: Question,
): Neighbours {
  const position = versions.indexOf(judged);
  const wheelOf = (version: ProjectVersion) => question.wheelOf(version, { yanked: false });
  return {
    older: firstFinal(versions.slice(position + 1), wheelOf, (version) => question.allows(version)),
    newer: firstFinal(versions.slice(0, position).reverse(), wheelOf, () => true),
  };
}

/** Final versions before pre-releases, preferred ones before others, in the order given. */
function firstFinal(
  versions: readonly ProjectVersion[],
  wheelOf: (version: ProjectVersion) => TakenFile | null,
  isPreferred: (version: ProjectVersion) => boolean,
): TakenFile | null {
  let found: TakenFile | null = null;
  for (const version of versions) {
    if (version.version.isPrerelease || (found !== null && !isPreferred(version))) continue;
    const wheel = wheelOf(version);
    if (wheel !== null && isPreferred(version)) return wheel;
    found ??= wheel;
  }
  return found;
}

/** What else there is, when no wheel of the judged version fits. */
export function siblingsOf(judged: ProjectVersion, neighbours: Neighbours, question: Question): readonly Sibling[] {
  return [...neighbourSiblings(neighbours, question), ...otherWheels(judged, question.table)].slice(0, SIBLING_LIMIT);
}

function neighbourSiblings({ older, newer }: Neighbours, question: Question): readonly Sibling[] {
  const sibling = (kind: "older" | "newer", taken: TakenFile | null): readonly Sibling[] => {
    if (taken === null) return [];
    const version = taken.version.version.normalized;
    const but = question.allows(taken.version) ? "" : `, but ${question.requirement.canonical} does not allow it`;
    return [{ kind, text: `${version} has a wheel for this target${but}`, version, wheel: taken.file.filename }];
  };
  return [...sibling("older", older), ...sibling("newer", newer)];
}

/** Wheels of the version for other Pythons, the other C library and other platforms. */
export function otherWheels(judged: ProjectVersion, table: TagTable): readonly Sibling[] {
  const version = judged.version.normalized;
  const pythons = new Map<string, ProjectFile>();
  const libcs = new Map<string, ProjectFile>();
  const platforms = new Map<string, ProjectFile>();
  for (const file of judged.wheels) {
    if (table.fitOf(file) !== null) continue;
    for (const tag of readWheel(file)?.tags ?? []) {
      const platform = tag.slice(tag.lastIndexOf("-") + 1);
      if (table.hasPlatform(platform)) remember(pythons, pythonOf(tag), file);
      else if (isSameMachine(platform, table)) remember(libcs, libcOf(platform, table), file);
      else remember(platforms, platformWords(platform), file);
    }
  }
  const sibling = (kind: Sibling["kind"], found: ReadonlyMap<string, ProjectFile>, text: string): readonly Sibling[] =>
    found.size === 0 ? [] : [{ kind, text: text + listed([...found.keys()]), version, wheel: first(found) }];
  // cp39 before cp310.
  const ascending = [...pythons].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return [
    ...sibling("other-python", new Map(ascending), `${version} has wheels for this platform for `),
    ...sibling("other-libc", libcs, `${version} has wheels for this processor that need `),
    ...sibling("other-platform", platforms, `${version} has wheels for `),
  ];
}

/** Newest versions that the requirement allows and the installer passes over, for no file of theirs fits. */
export function passedOver(
  versions: readonly ProjectVersion[],
  taken: TakenFile,
  question: Question,
): readonly Sibling[] {
  const newest = versions.find((one) => question.allows(one) && !one.version.isPrerelease && isOnOffer(one, question));
  if (newest === undefined || versions.indexOf(newest) >= versions.indexOf(taken.version)) return [];
  const version = newest.version.normalized;
  const files = question.filesOf(newest);
  const python = files.every((file) => !question.fitsPython(file)) ? (files[0]?.requiresPython ?? null) : null;
  const text = python === null ? `${version} has no file for this target` : `${version} needs Python ${python}`;
  const miss = python === null ? closestMiss(newest.wheels, question.table) : null;
  const why = miss === null ? "" : `: it needs ${miss.needs}, the target has ${miss.has}`;
  return [{ kind: "newer", text: text + why, version, wheel: null }];
}

function isOnOffer(version: ProjectVersion, question: Question): boolean {
  return question.filesOf(version).some(({ yanked }) => yanked === null);
}

/** Versions that exist beside the ones that a requirement names: the newest of all, by its own rules. */
export function newestOfAll(versions: readonly ProjectVersion[], question: Question): readonly Sibling[] {
  const taken = takeFile(versions, question.withoutSpecifiers());
  if (taken === null) return [];
  const version = taken.version.version.normalized;
  const wheel = taken.fit === null ? null : taken.file.filename;
  const text = `${version} ${wheel === null ? "exists, without a wheel" : "has a wheel"} for this target`;
  return [{ kind: isAboveAsked(taken, question) ? "newer" : "older", text, version, wheel }];
}

/** Whether each version that the requirement names is an older one. */
function isAboveAsked({ version: { version } }: TakenFile, { requirement }: Question): boolean {
  const named = requirement.specifiers.specifiers.flatMap((specifier) => specifier.version ?? []);
  return named.length > 0 && named.every((one) => compareVersions(one, version) < 0);
}

function remember(found: Map<string, ProjectFile>, key: string, file: ProjectFile): void {
  if (!found.has(key)) found.set(key, file);
}

function first(found: ReadonlyMap<string, ProjectFile>): string | null {
  for (const file of found.values()) return file.filename;
  return null;
}

/** `cp313`, `cp314t`, `cp37-abi3`: as people read them in file names. */
function pythonOf(tag: string): string {
  const [python = "", abi = ""] = tag.split("-");
  return abi.startsWith("abi3") ? `${python}-${abi}` : abi === `${python}t` ? abi : python;
}

function isSameMachine(platform: string, { target }: TagTable): boolean {
  return /^(?:many|musl)linux/.test(platform) && platform.endsWith(`_${target.platform.machine}`);
}

/** `manylinux_2_28_aarch64` → `manylinux_2_28`. */
function libcOf(platform: string, { target }: TagTable): string {
  return platform.slice(0, -target.platform.machine.length - 1);
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/^macosx_.*_(\w+64|universal2|intel|i386)$/, "macOS"],
  [/^win(?:32|_)/, "Windows"],
  [/^ios_/, "iOS"],
  [/^android_/, "Android"],
];

function platformWords(platform: string): string {
  const system = SYSTEMS.find(([pattern]) => pattern.test(platform));
  if (system !== undefined) return system[1];
  const linux = /^(?:manylinux(?:\d+|_\d+_\d+)|musllinux_\d+_\d+|linux)_(.+)$/.exec(platform);
  return linux === null ? platform : `Linux ${linux[1]}`;
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, NAMED).join(", ");
  return words.length > NAMED ? `${shown} and ${words.length - NAMED} more` : shown;
}
