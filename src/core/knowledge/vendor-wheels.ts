import { type AssessOptions, type Judgement, judge } from "../index/assess.ts";
import { projectVersions } from "../index/candidates.ts";
import type { IndexAnswer } from "../index/index-answer.ts";
import { OUTCOMES, type Sibling, type Verdict } from "../index/verdict.ts";
import type { Requirement } from "../pep/requirement.ts";
import { parseSpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { parseVersion } from "../pep/version.ts";
import { findJetPackOfTarget, type JetPackLine } from "../target/jetpack.ts";
import type { Target } from "../target/target.ts";
import type { PackageKnowledge, VendorIndex, WheelLimit } from "./model.ts";
import { VENDOR_INDEXES, vendorIndex } from "./vendor-indexes.ts";

/** What one vendor's index says of a project. */
export interface VendorAnswer {
  readonly vendor: VendorIndex;
  readonly answer: IndexAnswer;
}

/** The index of a vendor that is the one to take a package from, and why. */
export interface WrongIndex {
  readonly vendor: VendorIndex;
  readonly note: string;
  /** The file that it has for the target and the requirement; null: none, or that is not known. */
  readonly wheel?: string | null;
}

/** A package that was judged by the configured indexes. */
export interface JudgedPackage {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  /** Of the index that the wheel is from, without credentials; null: unknown. */
  readonly index: string | null;
  readonly knowledge: PackageKnowledge | null;
  readonly target: Target;
  /** As for the verdict, without `version`. */
  readonly options?: Omit<AssessOptions, "version">;
}

/**
 * The indexes of vendors that are worth asking about a package on a target, best first: on a Jetson those of its JetPack
 * (also where a wheel fits: it may be the wrong one), elsewhere those of its platform, and only where no compiled wheel
 * fits. First those that the package's row names, then those with wheels of many projects.
 */
export function vendorIndexesFor(
  {
    knowledge,
    target,
    verdict,
  }: Pick<JudgedPackage, "knowledge" | "target"> & { readonly verdict: Pick<Verdict, "wheel" | "outcome"> },
  indexes: readonly VendorIndex[] = VENDOR_INDEXES,
): readonly VendorIndex[] {
  const isLacking = verdict.wheel === null || verdict.outcome === "STUB";
  const jetPack = findJetPackOfTarget(target);
  const wanted = jetPack?.profile ?? target.platform.name;
  const named = (knowledge?.vendorIndexes ?? []).map((key) => vendorIndex(key, indexes)).filter((one) => one !== null);
  const general = indexes.filter((index) => index.general === true && isLacking && verdict.outcome !== "NOT_FOUND");
  return [...new Set(jetPack === null && !isLacking ? [] : [...named, ...general])].filter(
    (index) => index.for.includes(wanted) && (index.libc ?? target.libc?.family) === target.libc?.family,
  );
}

/**
 * The verdict with what vendors' indexes add: `OTHER_INDEX` when one has a wheel for a requirement that has none, and a
 * sibling for each. An index that did not answer is told of as unknown, never as one that lacks the wheel: where nothing
 * else can be had for a Jetson, the outcome is `UNKNOWN`.
 */
export function withVendors(judged: JudgedPackage, answers: readonly VendorAnswer[]): Verdict {
  const { verdict } = judged;
  const found = answers.map((each) => ({ ...each, vendorVerdict: vendorVerdict(judged, each)?.verdict ?? null }));
  const siblings = found.flatMap(({ vendor, answer, vendorVerdict: theirs }): readonly Sibling[] => {
    const sibling = (text: string, version: string | null, wheel: string | null) => [
      { kind: "other-index" as const, text, version, wheel },
    ];
    if (answer.state === "auth" || answer.state === "unknown") {
      return sibling(`it is unknown what ${vendor.title} (${vendor.url}) has: ${reasonOf(answer)}`, null, null);
    }
    if (theirs?.wheel == null) return [];
    return sibling(
      `${vendor.title} (${vendor.url}) has ${theirs.version} for this target`,
      theirs.version,
      theirs.wheel,
    );
  });
  if (siblings.length === 0) return verdict;
  const isElsewhere = siblings.some(({ wheel }) => wheel !== null);
  // The boards' wheels are kept by the vendor; on other machines the configured index is the one that counts.
  const isOpen =
    findJetPackOfTarget(judged.target) !== null && siblings.some(({ wheel }) => wheel === null) && hasNothing(verdict);
  const outcome = isElsewhere && isWorse(verdict) ? "OTHER_INDEX" : isOpen ? "UNKNOWN" : verdict.outcome;
  return { ...verdict, outcome, siblings: [...siblings, ...verdict.siblings].slice(0, 8) };
}

/**
 * The index of a vendor to take the wheel from: the one that has it, where none fits here; and where one fits a Jetson that
 * is the wrong one all the same, without GPU code or with the CUDA of ARM servers while the JetPack has Tegra's. Null when
 * it is right, when nothing is known of the package, and when no vendor is known to have a better one. Plain `linux_*`
 * wheels are taken for the vendor's: the public index refuses them.
 */
export function wrongIndexOf(
  judged: JudgedPackage,
  answers: readonly VendorAnswer[],
  indexes: readonly VendorIndex[] = VENDOR_INDEXES,
): WrongIndex | null {
  const { verdict, target } = judged;
  const jetPack = findJetPackOfTarget(target);
  if (verdict.wheel === null) return isWorse(verdict) ? whoHas(judged, answers) : null;
  if (jetPack === null || verdict.version === null) return null;
  const [vendor] = vendorIndexesFor(judged, indexes);
  if (vendor === undefined || isOneOf(judged.index, jetPack, indexes)) return null;
  const why = whyWrong(judged.knowledge, verdict, jetPack);
  if (why === null) return null;
  const answered = answers.find((each) => each.vendor.key === vendor.key);
  const wheel = answered === undefined ? null : (vendorVerdict(judged, answered)?.verdict.wheel ?? null);
  return { vendor, wheel, note: `${why}${answered === undefined ? "" : `; ${whatItHas(judged, answered)}`}` };
}

function whoHas(judged: JudgedPackage, answers: readonly VendorAnswer[]): ReturnType<typeof wrongIndexOf> {
  for (const { vendor, answer } of answers) {
    const theirs = vendorVerdict(judged, { vendor, answer })?.verdict ?? null;
    if (theirs?.wheel != null) return { vendor, wheel: theirs.wheel, note: `${vendor.title} has ${theirs.wheel}` };
  }
  return null;
}

function whyWrong(knowledge: PackageKnowledge | null, verdict: Verdict, jetPack: JetPackLine): string | null {
  const local = /\+(?<label>.*)$/.exec(verdict.version ?? "")?.groups?.label ?? "";
  if (local === "cpu" || local.startsWith("cpu.")) return `${verdict.version} is built without GPU code`;
  if (/-linux_\w+$/.test(verdict.tag ?? "")) return null;
  if (holdsFor(knowledge?.cpuOnly, verdict.version)) return knowledge?.cpuOnly?.note ?? null;
  const isServers = jetPack.userSpace === "tegra" && holdsFor(knowledge?.serverOnly, verdict.version);
  return isServers ? (knowledge?.serverOnly?.note ?? null) : null;
}

function whatItHas(judged: JudgedPackage, { vendor, answer }: VendorAnswer): string {
  if (answer.state === "auth" || answer.state === "unknown") {
    return `it is unknown what ${vendor.title} has now: ${reasonOf(answer)}`;
  }
  const theirs = vendorVerdict(judged, { vendor, answer })?.verdict ?? null;
  if (theirs?.wheel != null) return `${vendor.title} has ${theirs.wheel}`;
  const any = vendorVerdict({ ...judged, requirement: anyVersion(judged.requirement) }, { vendor, answer })?.verdict;
  if (any?.wheel != null)
    return `${vendor.title} has ${any.wheel}, which ${judged.requirement.canonical} does not allow`;
  return `${vendor.title} lists no wheel of it for this target now`;
}

function vendorVerdict(judged: JudgedPackage, { answer }: VendorAnswer): Judgement | null {
  const { requirement, target, options = {} } = judged;
  return answer.page === null
    ? null
    : judge(requirement, projectVersions(answer.page, requirement.name), target, options);
}

function anyVersion(requirement: Requirement): Requirement {
  return { ...requirement, specifiers: { specifiers: [], canonical: "" } };
}

function holdsFor(limit: WheelLimit | undefined, text: string | null): boolean {
  if (limit === undefined || text === null) return false;
  const set = parseSpecifierSet(limit.versions);
  const version = parseVersion(text);
  return set.ok && version.ok && specifierSetContains(set.value, version.value);
}

/** Whether a wheel is from an index that is for this JetPack. */
function isOneOf(index: string | null, { profile }: JetPackLine, indexes: readonly VendorIndex[]): boolean {
  if (index === null) return false;
  const plain = (url: string) => url.replace(/\/(?:\+?simple\/?)?$/, "");
  return indexes.some((known) => known.for.includes(profile) && plain(known.url) === plain(index));
}

/** Neither a wheel, nor a source, nor another version that has one. */
function hasNothing({ outcome, wheel, sdist }: Verdict): boolean {
  return wheel === null && sdist === null && outcome !== "OLDER_HAS" && outcome !== "NEWER_HAS";
}

function isWorse({ outcome }: Verdict): boolean {
  return OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf("OTHER_INDEX");
}

function reasonOf({ state, reason }: IndexAnswer): string {
  return reason ?? (state === "auth" ? "it wants credentials" : "it did not answer");
}
