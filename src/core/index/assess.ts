import type { Requirement } from "../pep/requirement.ts";
import type { TagRules, Target } from "../target/target.ts";
import { type ProjectVersion, projectVersions, readWheel } from "./candidates.ts";
import { closestMiss, outcomeOfMiss } from "./miss.ts";
import type { ProjectFile, ProjectIndex } from "./project-index.ts";
import { type Neighbours, neighboursOf, newestOfAll, otherWheels, passedOver, siblingsOf } from "./siblings.ts";
import { asksForPrereleases, Question, type TakenFile, takeFile } from "./take.ts";
import type { Miss, Verdict, VerdictOutcome } from "./verdict.ts";
import { type Fit, tagTable } from "./wheel-fit.ts";

export interface AssessOptions {
  /** `packaging-26.3` (pip from 26.3 on, the default), `pip-26.2`, `uv`. */
  readonly rules?: string;
  /** `--only-binary` holds for this project. */
  readonly onlyBinary?: boolean;
  /** `--no-binary` holds for this project. */
  readonly noBinary?: boolean;
  readonly preferBinary?: boolean;
  readonly prereleases?: "if-necessary" | "allow" | "disallow";
  /** ISO 8601: later uploads do not exist. */
  readonly excludeNewer?: string | null;
  /** The version that a lock or the solver has decided: it is judged, whatever the installer would take by itself. */
  readonly version?: string | null;
}

/** A verdict with the file behind it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The file that would be taken: wheel, else sdist; null when there is none. */
  readonly file: ProjectFile | null;
  /** The reason, "" when none was given; null when the file that would be taken is not yanked. */
  readonly yanked: string | null;
  /** `Requires-Python` that keeps the judged version from the target; null when none does. */
  readonly requiresPython: string | null;
}

/**
 * Whether there is a wheel for a requirement on a target, by the page of one index.
 *
 * The version that is judged is the one that pip takes (see `takeFile`), else the newest that the requirement allows. Of
 * it, and of what stands beside it, the best is said that can be said:
 *
 * | the judged version | outcome |
 * |---|---|
 * | a wheel fits, by a tag with `abi3` or `abi3t` | `ABI3` |
 * | a wheel fits, for `any` platform, while others have compiled ones of this version | `STUB` |
 * | a wheel fits, for `any` platform | `PURE` |
 * | a wheel fits | `NATIVE` |
 * | each of its files excludes the target's Python by `Requires-Python` | `REQUIRES_PYTHON` |
 * | all files that are allowed are yanked and the version is not pinned | `YANKED_ONLY` |
 * | no wheel fits, an older version (allowed or not) has one that does | `OLDER_HAS` |
 * | the same of a newer version | `NEWER_HAS` |
 * | the closest wheel needs a newer C library · the other C library | `LIBC_TOO_OLD` · `LIBC_FAMILY` |
 * | the closest wheel is for another Python · for one with the GIL | `PYTHON_TAG` · `FREE_THREADED` |
 * | the closest wheel is a variant | `VARIANT_ONLY` |
 * | there is an sdist · there is none, or it may not be built | `SDIST_ONLY` · `NO_ARTIFACT` |
 * | no version is allowed, or there is no file at all | `NOT_FOUND` |
 *
 * Where nothing may be taken whatever its tags (the first two rows without a wheel), that is said first. `miss` names the
 * closest wheel whenever none fits, so that `OLDER_HAS` also tells how near this version was.
 */
export function assessRequirement(
  requirement: Requirement,
  project: ProjectIndex,
  target: Target,
  options: AssessOptions = {},
): Verdict {
  return judge(requirement, projectVersions(project, requirement.name), target, options).verdict;
}

/** The same with the file behind it, of versions that may come from several pages; newest first. */
export function judge(
  requirement: Requirement,
  versions: readonly ProjectVersion[],
  target: Target,
  options: AssessOptions = {},
): Judgement {
  const rules = readRules(options.rules);
  const question = new Question(requirement, tagTable(target, rules), {
    source: options.onlyBinary !== true,
    wheels: options.noBinary !== true,
    preferBinary: options.preferBinary ?? false,
    prereleases: options.prereleases ?? "if-necessary",
    excludeNewer: options.excludeNewer ?? null,
    version: options.version ?? null,
  });
  const onOffer =
    question.rules.excludeNewer === null
      ? versions
      : versions.filter((version) => question.filesOf(version).length > 0);
  const taken = takeFile(onOffer, question);
  if (taken?.fit) return fitting(taken, taken.fit, onOffer, question);
  const version = taken?.version ?? newestAllowed(onOffer, question);
  return version === null ? notFound(onOffer, question) : lacking(version, taken, onOffer, question);
}

function fitting(taken: TakenFile, fit: Fit, versions: readonly ProjectVersion[], question: Question): Judgement {
  const outcome = fittingOutcome(taken, fit);
  const others = outcome === "STUB" ? otherWheels(taken.version, question.table) : [];
  return {
    verdict: {
      outcome,
      version: taken.version.version.normalized,
      wheel: taken.file.filename,
      tag: fit.tag,
      bytes: taken.file.bytes,
      sdist: sdistOf(taken.version, question),
      miss: null,
      siblings: [...passedOver(versions, taken, question), ...others],
      rules: question.table.rules,
    },
    file: taken.file,
    yanked: taken.file.yanked,
    requiresPython: null,
  };
}

function fittingOutcome({ version }: TakenFile, { tag }: Fit): VerdictOutcome {
  if (/-abi3t?-/.test(tag)) return "ABI3";
  if (!tag.endsWith("-any")) return "NATIVE";
  return version.wheels.some((file) => !file.filename.endsWith("-any.whl") && readWheel(file) !== null)
    ? "STUB"
    : "PURE";
}

/** The judged version has no wheel that fits: `taken` is its sdist, or nothing. */
function lacking(
  version: ProjectVersion,
  taken: TakenFile | null,
  versions: readonly ProjectVersion[],
  question: Question,
): Judgement {
  const neighbours = neighboursOf(versions, version, question);
  const files = question.filesOf(version);
  const miss = closestMiss(
    files.filter(({ filename }) => filename.endsWith(".whl")),
    question.table,
  );
  const excluded = files.every((file) => !question.fitsPython(file));
  const outcome = lackingOutcome({ taken, files, excluded, neighbours, miss, question });
  return {
    verdict: {
      outcome,
      version: version.version.normalized,
      wheel: null,
      tag: null,
      bytes: taken?.file.bytes ?? null,
      sdist: sdistOf(version, question),
      miss,
      siblings: siblingsOf(version, neighbours, question),
      rules: question.table.rules,
    },
    file: taken?.file ?? null,
    yanked: taken?.file.yanked ?? null,
    requiresPython: excluded ? (files[0]?.requiresPython ?? null) : null,
  };
}

interface Lack {
  readonly taken: TakenFile | null;
  readonly files: readonly ProjectFile[];
  readonly excluded: boolean;
  readonly neighbours: Neighbours;
  readonly miss: Miss | null;
  readonly question: Question;
}

function lackingOutcome({ taken, files, excluded, neighbours, miss, question }: Lack): VerdictOutcome {
  if (excluded) return "REQUIRES_PYTHON";
  if (taken === null && files.every(({ yanked }) => yanked !== null)) return "YANKED_ONLY";
  if (neighbours.older !== null) return "OLDER_HAS";
  if (neighbours.newer !== null) return "NEWER_HAS";
  const reason = miss === null ? null : outcomeOfMiss(miss, question.table);
  return reason ?? (taken === null ? "NO_ARTIFACT" : "SDIST_ONLY");
}

function notFound(versions: readonly ProjectVersion[], question: Question): Judgement {
  const siblings = newestOfAll(versions, question);
  const verdict = { ...NOTHING, outcome: "NOT_FOUND", siblings, rules: question.table.rules } as const;
  return { verdict, file: null, yanked: null, requiresPython: null };
}

const NOTHING = { version: null, wheel: null, tag: null, bytes: null, sdist: null, miss: null } as const;

/** The newest version that the requirement allows: what is not yanked first, then final versions before pre-releases. */
function newestAllowed(versions: readonly ProjectVersion[], question: Question): ProjectVersion | null {
  const allowed = versions.filter((version) => question.mayTake(version));
  const isOffered = (one: ProjectVersion) => question.filesOf(one).some(({ yanked }) => yanked === null);
  const isFinal = ({ version }: ProjectVersion) => asksForPrereleases(question) || !version.isPrerelease;
  return (
    allowed.find((one) => isOffered(one) && isFinal(one)) ??
    allowed.find(isOffered) ??
    allowed.find(isFinal) ??
    allowed[0] ??
    null
  );
}

function sdistOf(version: ProjectVersion, question: Question): string | null {
  return version.sdists.findLast((file) => question.exists(file))?.filename ?? null;
}

function readRules(text: string | undefined): TagRules {
  return text === "uv" || text === "pip-26.2" ? text : "packaging-26.3";
}
