import type { Miss, Sibling, Verdict, VerdictOutcome } from "../../index/verdict.ts";
import { capitalised, joinWords } from "../../wording.ts";
import type { AssessedPackage, CheckFacts } from "../facts.ts";

/** `numpy 2.3.0`, or the name alone where no version is judged. */
export function labelOf({ name, verdict }: AssessedPackage): string {
  return verdict.version === null ? name : `${name} ${verdict.version}`;
}

/** Whose rules were used, for sentences. */
export function toolOf({ verdict }: AssessedPackage): "pip" | "uv" {
  return verdict.rules.startsWith("uv") ? "uv" : "pip";
}

/** Whether the installer would build it. A source that may not be used (`--only-binary`) is none. */
export function isBuilt({ verdict, build }: AssessedPackage): boolean {
  return verdict.wheel === null && (build !== null || verdict.outcome === "SDIST_ONLY");
}

/** Which kind of other wheels tells as much as the closest one does, and of all of them. */
const TOLD_BY: Readonly<Record<Miss["part"], Sibling["kind"] | null>> = {
  python: "other-python",
  abi: "other-python",
  "free-threaded": "other-python",
  "libc-version": null,
  "libc-family": "other-libc",
  platform: "other-platform",
  "other-os": "other-platform",
  variant: null,
};

/** What there is wheels for, or the closest of them and what parts it from the target; nothing when there is none. */
export function otherWheels({ verdict: { miss, siblings } }: AssessedPackage): string[] {
  if (miss === null) return [];
  const kind = TOLD_BY[miss.part];
  const sibling = siblings.find((each) => each.kind === kind);
  if (sibling !== undefined) return [sibling.text.replace(/\.?$/, ".")];
  return [`The closest wheel, ${miss.wheel}, needs ${miss.needs}; this target has ${miss.has}.`];
}

/** `needs glibc 2.39, target has 2.36`: the family is not said twice. */
export function deltaOf({ needs, has }: Miss): string {
  const [family = ""] = needs.split(" ");
  const short = has.startsWith(`${family} `) ? has.slice(family.length + 1) : has;
  return `needs ${needs}, target has ${short}`;
}

/**
 * Whether this is why no wheel of the judged version fits. That another version has one (`OLDER_HAS`, `NEWER_HAS`) is no
 * reason but a remedy: then the closest miss says why.
 */
export function lacksBy({ verdict }: AssessedPackage, outcome: VerdictOutcome, ...parts: Miss["part"][]): boolean {
  if (verdict.outcome === outcome) return true;
  const isElsewhere = verdict.outcome === "OLDER_HAS" || verdict.outcome === "NEWER_HAS";
  return isElsewhere && verdict.miss !== null && parts.includes(verdict.miss.part);
}

/** What happens without a wheel: it is built, its source may not be used, or there is nothing at all. */
export function withoutWheel(item: AssessedPackage): string {
  const { sdist } = item.verdict;
  if (isBuilt(item)) return `${toolOf(item)} would build it from ${item.build?.file ?? sdist ?? "its source"}.`;
  if (sdist !== null) return `Its source, ${sdist}, may not be used (--only-binary), so that it cannot be installed.`;
  return "It has no source distribution either, so that it cannot be installed.";
}

/** What is known of the package besides what its index says, with source and date, and which vendor could not be asked. */
export function knowledgeSentences({ name, knowledge, verdict, wrongIndex }: AssessedPackage): string[] {
  // Where a wheel of the wrong index fits, the note on it has said so.
  const unknown = wrongIndex === null ? silentVendors(verdict) : [];
  return [
    ...(knowledge === null
      ? []
      : [`Known of ${name}: ${lowered(knowledge.note.replace(/\.$/, ""))} (${knowledge.source}, ${knowledge.date}).`]),
    ...unknown.map(({ text }) => capitalised(text.replace(/\.?$/, "."))),
  ];
}

/** The vendors' indexes that may have a wheel and did not answer, one sentence each. */
function silentVendors({ siblings }: Verdict): readonly Sibling[] {
  return siblings.filter(({ kind, wheel }) => kind === "other-index" && wheel === null);
}

/** Whether the configured indexes have said something, and only a vendor's, which may have the wheel, has not. */
export function isVendorSilent({ verdict, indexes }: AssessedPackage): boolean {
  return verdict.outcome === "UNKNOWN" && indexes.length > 0 && silentVendors(verdict).length > 0;
}

/** The first word in lower case, unless it is a name (`Intel's`, `PyTorch`). */
function lowered(text: string): string {
  return /^[A-Z][a-z]+ /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** What a build takes: compilers, time, and how that is known. */
export function costSentences({ build }: AssessedPackage): string[] {
  if (build === null) return [];
  const { compile, minutes } = build;
  const source = build.evidence.replace(/\.$/, "");
  const time =
    minutes === null
      ? ""
      : ` It takes about ${minutes.value} min on a native arm64 runner (${minutes.source.replace(/\.$/, "")}).`;
  if (compile === null) return [`What its build compiles cannot be told (${source}).${time}`];
  if (compile.length === 0) return [`Nothing is compiled: it is pure Python (${source}).${time}`];
  return [`The build compiles ${joinWords(compile)} (${source}).${time}`];
}

/** The Python of a target, as people name it. */
export function pythonOf({ target }: CheckFacts): string {
  const { implementation, version, freeThreaded } = target.python;
  const name = implementation === "pypy" ? "PyPy" : "Python";
  return `${freeThreaded ? "free-threaded " : ""}${name} ${version}`;
}
