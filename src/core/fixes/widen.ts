import { parseSpecifierSet, type Specifier, type SpecifierSet, specifierSetContains } from "../pep/specifier.ts";
import { compareVersions, makeVersion, parseVersion, type Version } from "../pep/version.ts";
import { shift, withoutLocal } from "../pep/version-neighbours.ts";
import { EDIT_COST } from "./cost.ts";
import type { EditKind } from "./fix.ts";

/** What it means for a line to let a version in that it keeps out now. */
export interface Move {
  readonly kind: Extract<EditKind, "pin-same-minor" | "pin-same-major" | "change-pin" | "widen-bound">;
  /** The version is older than what was asked for. */
  readonly isOlder: boolean;
}

/** Null when the clauses accept the version already. */
export function moveTo(set: SpecifierSet, version: Version): Move | null {
  const moves = refusing(set, version).map((clause) => moveOf(clause, version));
  const [dearest] = moves.toSorted((a, b) => EDIT_COST[b.kind] - EDIT_COST[a.kind]);
  return dearest === undefined ? null : { ...dearest, isOlder: moves.some(({ isOlder }) => isOlder) };
}

/**
 * The clauses changed as little as lets the version in, each in its own form: `==1.2` → `==1.3`, `==1.*` → `==2.*`,
 * `~=1.4` → `~=1.6`, `<2` → `<3`, `>=2` → `>=1.9`; a `!=` that keeps it out goes. Null where that cannot be written.
 */
export function widenTo(set: SpecifierSet, version: Version): SpecifierSet | null {
  const refused = new Set(refusing(set, version));
  const texts = set.specifiers.map((clause) => (refused.has(clause) ? widenClause(clause, version) : textOf(clause)));
  const widened = parseSpecifierSet(texts.filter((text) => text !== "").join(","));
  return widened.ok && specifierSetContains(widened.value, version) ? widened.value : null;
}

/** Whether the line lets in one version and no other. */
export function isPin(set: SpecifierSet): boolean {
  return set.specifiers.some(({ operator, wildcard }) => operator === "===" || (operator === "==" && !wildcard));
}

function refusing({ specifiers }: SpecifierSet, version: Version): readonly Specifier[] {
  return specifiers.filter((clause) => !specifierSetContains({ specifiers: [clause], canonical: "" }, version));
}

function moveOf(clause: Specifier, version: Version): Move {
  const { operator } = clause;
  if (operator === ">=" || operator === ">") return { kind: "widen-bound", isOlder: true };
  if (operator === "<" || operator === "<=" || operator === "!=") return { kind: "widen-bound", isOlder: false };
  const asked = versionOf(clause);
  if (asked === null) return { kind: "change-pin", isOlder: false };
  const isSame = (at: number) => (asked.release[at] ?? "0") === (version.release[at] ?? "0");
  const isSameMajor = asked.epoch === version.epoch && isSame(0);
  const kind = !isSameMajor ? "change-pin" : isSame(1) ? "pin-same-minor" : "pin-same-major";
  return { kind, isOlder: compareVersions(version, asked) < 0 };
}

function versionOf({ version, text }: Specifier): Version | null {
  if (version !== null) return version;
  const read = parseVersion(text);
  return read.ok ? read.value : null;
}

/** Empty: the clause goes. */
function widenClause(clause: Specifier, version: Version): string {
  const { operator, wildcard } = clause;
  const places = clause.version?.release.length ?? 1;
  switch (operator) {
    case "===":
      return `===${version.normalized}`;
    case "==":
      if (wildcard) return `==${prefix(version, places)}.*`;
      return `==${clause.version?.local == null ? withoutLocal(version).normalized : version.normalized}`;
    case "~=":
      return `~=${version.isPrerelease ? withoutLocal(version).normalized : prefix(version, places)}`;
    case ">=":
    case ">":
      return `>=${asShortAs(places, version)}`;
    case "<=":
      return `<=${asShortAs(places, version)}`;
    case "<":
      return clause.version === null ? "" : `<${boundaryBehind(version, clause.version)}`;
    case "!=":
      return "";
  }
}

/** Without zeros that the line does not write either: 2.5.0 beside `>=2.8` is `2.5`. */
function asShortAs(places: number, version: Version): string {
  const short = prefix(version, places);
  const read = parseVersion(short);
  const plain = withoutLocal(version);
  return read.ok && compareVersions(read.value, plain) === 0 ? short : plain.normalized;
}

/** `1.2.3` with two places: `1.2`; with four: `1.2.3.0`. */
function prefix({ epoch, release }: Version, places: number): string {
  return releaseText(
    epoch,
    Array.from({ length: places }, (_, at) => release[at] ?? "0"),
  );
}

/** The next boundary of the same size: behind 2.1.3, `<2` and `<2.0.0` are `<3` and `<3.0.0`, `<1.24` is `<2.2`. */
function boundaryBehind({ epoch, release }: Version, bound: Version): string {
  const last = Math.max(
    0,
    bound.release.findLastIndex((number) => number !== "0"),
  );
  const numbers = bound.release.map((_, at) => {
    if (at > last) return "0";
    return at === last ? shift(release[at] ?? "0", 1n) : (release[at] ?? "0");
  });
  return releaseText(epoch, numbers);
}

function releaseText(epoch: string, release: readonly string[]): string {
  return makeVersion({ epoch, release, pre: null, post: null, dev: null, local: null }).normalized;
}

function textOf({ operator, text }: Specifier): string {
  return operator + text;
}
