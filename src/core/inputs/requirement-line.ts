import type { Marker } from "../pep/marker.ts";
import { parseMarker } from "../pep/marker.ts";
import type { NormalizedName } from "../pep/name.ts";
import { isValidName, normalizeName } from "../pep/name.ts";
import { stripRange } from "../pep/python-text.ts";
import type { Requirement } from "../pep/requirement.ts";
import { parseRequirement, withMarker } from "../pep/requirement.ts";
import { parseWheelFilename } from "../pep/wheel-filename.ts";
import type { Problem } from "../problem.ts";
import { redactUrls } from "./redact-url.ts";
import type { RequirementKind } from "./requirement-set.ts";
import { archiveName, hasArchiveExtension, isUrl, isVcsUrl, stripExtras } from "./requirement-url.ts";

/** What the text of a requirement says, wherever it stands. */
export interface RequirementReading {
  readonly kind: RequirementKind;
  readonly name: NormalizedName | null;
  readonly display: string;
  readonly requirement: Requirement | null;
  readonly location: string | null;
  readonly marker: Marker | null;
}

/** The reading, or the first problem with its offset in the text. */
export type RequirementLine =
  | { readonly ok: true; readonly value: RequirementReading }
  | { readonly ok: false; readonly problem: Pick<Problem, "code" | "message" | "expected" | "offset"> };

/**
 * Reads a requirement as pip does (`constructors.parse_req_from_line`, pip 26), but without looking at the disk: what is
 * no dependency specifier and has a slash or a leading dot is a path, whether it exists or not.
 */
export function readRequirementLine(text: string): RequirementLine {
  const { head, marker, problem } = splitMarker(text, isUrl(text) ? "; " : ";");
  if (problem !== null) return { ok: false, problem };
  if (isUrl(head)) return readLocation("direct", head, { marker, display: displayOf(text) });
  if (isArchivePath(head)) return readLocation("path", head, { marker, display: displayOf(text) });
  const requirement = parseRequirement(head);
  if (!requirement.ok) {
    if (isPath(head)) return readLocation("path", head, { marker, display: displayOf(text) });
    return { ok: false, problem: requirement.problems[0] ?? NO_REQUIREMENT };
  }
  return { ok: true, value: { ...fromRequirement(withMarker(requirement.value, marker)), display: displayOf(text) } };
}

/** Reads a dependency specifier (PEP 508) and nothing else: a path or a bare URL is a problem. */
export function readDependencySpecifier(text: string): RequirementLine {
  const requirement = parseRequirement(text);
  if (!requirement.ok) return { ok: false, problem: requirement.problems[0] ?? NO_REQUIREMENT };
  return { ok: true, value: { ...fromRequirement(requirement.value), display: displayOf(text) } };
}

/** Reads the value of `-e` (`constructors.parse_editable`): `name @ URL`, a path, or a URL of a version control system. */
export function readEditable(text: string): RequirementLine {
  const requirement = parseRequirement(text);
  if (requirement.ok && requirement.value.url !== null) {
    return { ok: true, value: { ...fromRequirement(requirement.value), kind: "editable", display: displayOf(text) } };
  }
  const location = stripExtras(text);
  if (isUrl(location) && !isVcsUrl(location) && !location.toLowerCase().startsWith("file:")) {
    const message = `${redactUrls(text)} cannot be installed as editable`;
    const expected = "a path, or a URL that begins with git+, hg+, svn+ or bzr+";
    return { ok: false, problem: { code: "invalid-editable", message, expected, offset: 0 } };
  }
  const name = eggName(location);
  if (isVcsUrl(location) && name === null) {
    const message = `${redactUrls(text)} does not say which project it is`;
    return { ok: false, problem: { code: "invalid-editable", message, expected: "name @ URL", offset: 0 } };
  }
  const reading = { kind: "editable", name, requirement: null, location, marker: null } as const;
  return { ok: true, value: { ...reading, display: displayOf(text) } };
}

const NO_REQUIREMENT = { code: "invalid-requirement", message: "no requirement", expected: null, offset: 0 };

interface Split {
  readonly head: string;
  readonly marker: Marker | null;
  readonly problem: Problem | null;
}

/** pip cuts at the first separator and lets an empty marker pass. */
function splitMarker(text: string, separator: string): Split {
  const index = text.indexOf(separator);
  if (index === -1) return { head: text, marker: null, problem: null };
  const head = text.slice(0, stripRange(text, 0, index)[1]);
  const [start, end] = stripRange(text, index + separator.length);
  if (start === end) return { head, marker: null, problem: null };
  const marker = parseMarker(text.slice(start, end));
  if (marker.ok) return { head, marker: marker.value, problem: null };
  const [first] = marker.problems;
  return { head, marker: null, problem: first === undefined ? null : { ...first, offset: first.offset + start } };
}

function fromRequirement(requirement: Requirement): Omit<RequirementReading, "display"> {
  const { name, url, marker } = requirement;
  const kind = url === null ? "named" : "direct";
  return { kind, name, requirement, location: url, marker };
}

function readLocation(
  kind: "direct" | "path",
  text: string,
  rest: Pick<RequirementReading, "marker" | "display">,
): RequirementLine {
  const location = kind === "path" ? stripExtras(text) : text;
  const filename = archiveName(location, kind);
  const wheel = filename.endsWith(".whl") ? parseWheelFilename(filename) : null;
  if (wheel !== null && !wheel.ok) {
    const [first] = wheel.problems;
    return { ok: false, problem: { ...(first ?? NO_REQUIREMENT), offset: 0 } };
  }
  const name = wheel === null ? eggName(location) : wheel.value.name;
  const egg = name === null ? /[#&]egg=/.exec(location) : null;
  if (egg !== null) return { ok: false, problem: { ...NO_EGG, offset: egg.index } };
  return { ok: true, value: { kind, name, requirement: null, location, ...rest } };
}

const NO_EGG = {
  code: "invalid-requirement",
  message: "what stands behind egg= is not the name of a project",
  expected: "name @ URL",
};

/** As it was written, on one line and without passwords. */
function displayOf(text: string): string {
  return redactUrls(/\s/.test(text) ? text.replace(/\s+/g, " ") : text);
}

function isArchivePath(head: string): boolean {
  return hasArchiveExtension(stripExtras(head)) && (isPath(head) || !head.includes("@"));
}

/** What stands before "@" in a path looks like a path itself: `name @ https://…` is none, whatever follows. */
function isPath(head: string): boolean {
  const at = head.indexOf("@");
  return looksLikePath(at === -1 ? head : head.slice(0, at));
}

/** pip's `_looks_like_path`. */
function looksLikePath(text: string): boolean {
  return text.startsWith(".") || text.includes("/");
}

/** `#egg=name`, with extras as older versions of pip allowed them. */
function eggName(location: string): NormalizedName | null {
  const egg = /[#&]egg=([^&]*)/.exec(location)?.[1];
  const name = egg === undefined ? "" : stripExtras(egg);
  return isValidName(name) ? normalizeName(name) : null;
}
