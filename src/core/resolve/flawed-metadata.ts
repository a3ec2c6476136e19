import { redactUrls } from "../inputs/redact-url.ts";
import { normalizeName } from "../pep/name.ts";
import { parseRequirement, type Requirement } from "../pep/requirement.ts";
import { compareVersions, parseVersion, type Version } from "../pep/version.ts";
import type { Parsed } from "../problem.ts";
import type { ResolvePolicy } from "./problem.ts";
import type { MetadataAnswer } from "./source.ts";

type Tool = ResolvePolicy["tool"];

/**
 * What is wrong with the metadata of a version as a whole. `lie`: it calls itself another project or version · `unreadable`:
 * it has no name or no version.
 */
export type MetadataFlaw = "lie" | "unreadable";

/**
 * pip passes over what lies, and ends with an error where it can read nothing. uv passes over what it cannot read; another
 * name ends it with an error, and another version it takes and then cannot install (pip 26.3, uv 0.13.8).
 */
const PASSED_OVER: Readonly<Record<Tool, MetadataFlaw>> = { pip: "lie", uv: "unreadable" };

/** @param said what it calls itself; null: it does not say */
export function flawOf(
  said: { readonly name: string; readonly version: string } | null,
  wanted: { readonly name: string; readonly version: Version | null },
): MetadataFlaw | null {
  const version = parseVersion(said?.version ?? "");
  if (said === null || !version.ok) return "unreadable";
  const isVersion = wanted.version === null || compareVersions(version.value, wanted.version) === 0;
  return isVersion && normalizeName(said.name) === wanted.name ? null : "lie";
}

export type JudgedMetadata =
  | { readonly state: "unknown" | "skipped"; readonly reason: string }
  | {
      readonly state: "known";
      readonly requires: readonly Requirement[];
      readonly requiresPython: string | null;
    };

/** What an installer makes of metadata; `skipped`: it passes over the version, and looks at the next one. */
export function judgeMetadata(answer: MetadataAnswer, tool: Tool): JudgedMetadata {
  const skipped = (reason: string) => ({ state: "skipped", reason: `skipped by ${tool}: ${reason}` }) as const;
  if (answer.state === "unknown") {
    const { state, reason } = answer;
    return answer.flaw === PASSED_OVER[tool] ? skipped(reason) : { state, reason };
  }
  const { state, requires, requiresPython, broken = [] } = answer;
  if (broken.length === 0) return { state, requires, requiresPython };
  const repaired = broken.map((line) => readAs(tool, line, parseRequirement));
  const worst = broken[repaired.indexOf(null)];
  if (worst !== undefined) return skipped(`invalid requirement in the metadata, ${brief(worst)}`);
  return { state, requires: [...requires, ...repaired.filter((one) => one !== null)], requiresPython };
}

/** Foreign text for one line of a report. */
function brief(line: string): string {
  const told = redactUrls(line.trim());
  return told.length > LONGEST ? `${told.slice(0, LONGEST)}…` : told;
}

const LONGEST = 80;

/**
 * Reads a requirement or Requires-Python as an installer does: pip by the standard alone; uv repairs what old releases are
 * known to have, one after the other until it can be read. Null: neither. What that comes to is for the caller to say:
 * a version with such a requirement is passed over by both; a Python that cannot be read holds back uv alone.
 */
export function readAs<T>(tool: Tool, text: string, parse: (text: string) => Parsed<T>): T | null {
  const read = parse(text);
  if (read.ok) return read.value;
  let repaired = text;
  for (const repair of tool === "uv" ? REPAIRS : []) {
    const before = repaired;
    repaired = repair(before);
    const again = repaired === before ? read : parse(repaired);
    if (again.ok) return again.value;
  }
  return null;
}

/** In the order of uv's `lenient_requirement.rs`. */
const REPAIRS: readonly ((text: string) => string)[] = [
  // >=7.2.0<8.0.0
  (text) => text.replace(/(?<=\d)(?=[<>=~^!])/g, ","),
  // !=~5.0
  (text) => text.replace(/!=~(\d(?:\.\d)*)/g, "!=$1.*"),
  // >=1.9.*
  (text) => text.replace(/([<>]=?\d+(?:\.\d+)*)\.\*/g, "$1"),
  // !=3.0*
  (text) => text.replace(/(?<=\d\.\d)\*/g, ".*"),
  // >=3.6,
  (text) => text.replace(/,\s*$/, ""),
  // >dev
  (text) => text.replaceAll(">dev", ">0.0.0dev"),
  // >=9.0.0a1.0
  (text) => text.replace(/(?<=\d(?:a|b|rc|post|dev)\d{1,9})\.0/g, ""),
  // >='2.7', but not in a marker
  (text) => {
    const marker = text.includes(";") ? text.indexOf(";") : text.length;
    return text.slice(0, marker).replace(/['"]/g, "") + text.slice(marker);
  },
];
