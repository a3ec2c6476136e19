import { outlineOf } from "../../core/index/outlined-page.ts";
import type { ProjectFile } from "../../core/index/project-index.ts";
import { bestWheel, tagTable } from "../../core/index/wheel-fit.ts";
import { type CoreMetadata, parseMetadata } from "../../core/pep/metadata.ts";
import { normalizeName } from "../../core/pep/name.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import { compareVersions } from "../../core/pep/version.ts";
import { flawOf } from "../../core/resolve/flawed-metadata.ts";
import type { MetadataAnswer, MetadataSource, VersionsAnswer, WantedMetadata } from "../../core/resolve/source.ts";
import type { TagRules, Target } from "../../core/target/target.ts";
import type { IndexClientSession, MetadataRead } from "../../ports/index-client.ts";
import { directFile } from "./direct-file.ts";
import type { Projects } from "./projects.ts";

export interface IndexSource extends MetadataSource {
  /** The metadata behind an answer that was given; null when there was none. */
  metadataOf(wanted: WantedMetadata, target: Target): CoreMetadata | null;
}

/**
 * The indexes as the solver sees them. Each answer is made once, and each line of a requirement read once: explaining a
 * conflict and looking for fixes ask for the same again and again, and versions of a project repeat each other's lines.
 */
export function makeIndexSource(projects: Projects, session: IndexClientSession, rules: TagRules): IndexSource {
  const readings = new Map<string, Promise<Reading>>();
  const read = new Map<string, CoreMetadata>();
  const readLine = onceEach(readRequirement);
  const keyOf = ({ name, version, url }: WantedMetadata, target: Target) =>
    `${target.id} ${name} ${url ?? version?.normalized ?? ""}`;
  const readNow = async (wanted: WantedMetadata, target: Target, key: string): Promise<Reading> => {
    const reading = await readMetadata(await filesOf(wanted, { projects, target, rules }), wanted, session, readLine);
    if (reading.metadata !== null) read.set(key, reading.metadata);
    return reading;
  };
  const readOnce = (wanted: WantedMetadata, target: Target): Promise<Reading> => {
    const key = keyOf(wanted, target);
    const reading = readings.get(key) ?? readNow(wanted, target, key);
    readings.set(key, reading);
    return reading;
  };
  const versions = new Map<string, Promise<VersionsAnswer>>();
  const versionsOf = (name: string): Promise<VersionsAnswer> => {
    const answer = versions.get(name) ?? toVersions(name, projects);
    versions.set(name, answer);
    return answer;
  };
  return {
    versions: (names) => Promise.all(names.map(versionsOf)),
    requirements: (wanted, target) => Promise.all(wanted.map(async (each) => (await readOnce(each, target)).answer)),
    metadataOf: (wanted, target) => read.get(keyOf(wanted, target)) ?? null,
  };
}

async function toVersions(name: string, projects: Projects): Promise<VersionsAnswer> {
  const { answers, versions } = await projects.view(name);
  if (versions.length > 0)
    return { name, state: "known", versions: versions.map((one) => ({ version: one.version, ...outlineOf(one) })) };
  const silent = answers.find(({ state }) => state === "auth" || state === "unknown");
  if (silent === undefined) return { name, state: "absent" };
  return { name, state: "unknown", reason: silent.reason ?? `${silent.index} did not answer` };
}

interface Files {
  /** The wheel that fits the target, or the one that the user names. */
  readonly fitting: ProjectFile | null;
  readonly others: readonly ProjectFile[];
}

/**
 * The wheel that would be taken; else the sdist; else a wheel for another platform, which in practice says the same (uv
 * relies on it), and the evidence tells so.
 */
async function filesOf(
  { name, version: wanted, url }: WantedMetadata,
  { projects, target, rules }: { readonly projects: Projects; readonly target: Target; readonly rules: TagRules },
): Promise<Files> {
  if (url !== null) return { fitting: directFile(url), others: [] };
  const { versions } = await projects.view(name);
  const found = versions.find(({ version }) => wanted !== null && compareVersions(version, wanted) === 0);
  if (found === undefined) return { fitting: null, others: [] };
  const fitting = bestWheel(found.wheels, tagTable(target, rules))?.file ?? null;
  return { fitting, others: [...found.sdists.slice(0, 1), ...found.wheels.slice(0, 1)] };
}

interface Reading {
  readonly answer: MetadataAnswer;
  readonly metadata: CoreMetadata | null;
}

async function readMetadata(
  { fitting, others }: Files,
  wanted: WantedMetadata,
  session: IndexClientSession,
  readLine: ReadLine,
): Promise<Reading> {
  let reason = "it has no file that tells";
  for (const file of new Set(fitting === null ? others : [fitting, ...others])) {
    const metadata = await session.metadata(file);
    const parsed = metadata.text === null ? null : parseMetadata(metadata.text);
    const flaw = parsed === null ? null : flawOf(parsed.ok ? parsed.value : null, wanted);
    if (parsed?.ok && flaw === null && metadata.sdist?.dynamic !== true) {
      const isOther = file !== fitting && file.filename.endsWith(".whl");
      return { answer: toAnswer(wanted, parsed.value, { file, isOther }, readLine), metadata: parsed.value };
    }
    reason =
      flaw === "lie" && parsed?.ok
        ? `${file.filename} says that it is ${parsed.value.name} ${parsed.value.version}`
        : reasonOf(metadata, file);
    // No other file tells what this one would be taken for; pip goes on to an sdist, which may say something else.
    if (file !== fitting || flaw === null) continue;
    const isSure = flaw !== "lie" || !others.some((other) => !other.filename.endsWith(".whl"));
    return { answer: { ...wanted, state: "unknown", reason, ...(isSure && { flaw }) }, metadata: null };
  }
  return { answer: { ...wanted, state: "unknown", reason }, metadata: null };
}

function reasonOf(metadata: MetadataRead, file: ProjectFile): string {
  if (metadata.sdist?.dynamic === true) return `${file.filename} says what it needs only when it is built`;
  return metadata.reason ?? `${file.filename} has no readable metadata`;
}

function toAnswer(
  wanted: WantedMetadata,
  metadata: CoreMetadata,
  { file, isOther }: { readonly file: ProjectFile; readonly isOther: boolean },
  readLine: ReadLine,
): MetadataAnswer {
  const what = file.filename.endsWith(".whl") ? "METADATA" : "PKG-INFO";
  const lines = metadata.requiresDist.map((text) => ({ text, requires: readLine(text) }));
  const broken = lines.filter(({ requires }) => requires.length === 0).map(({ text }) => text);
  return {
    ...wanted,
    state: "known",
    requires: lines.flatMap(({ requires }) => requires),
    ...(broken.length > 0 && { broken }),
    extras: metadata.providesExtra.map(normalizeName),
    requiresPython: metadata.requiresPython,
    evidence: `${what} of ${file.filename}${isOther ? ", a wheel for another platform" : ""}`,
  };
}

type ReadLine = (text: string) => readonly Requirement[];

function onceEach(read: ReadLine): ReadLine {
  const known = new Map<string, readonly Requirement[]>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = read(text);
    known.set(text, found);
    return found;
  };
}

/** Nothing for a line that is no requirement; old files hold some. */
function readRequirement(text: string): readonly Requirement[] {
  const read = parseRequirement(text);
  return read.ok ? [read.value] : [];
}
