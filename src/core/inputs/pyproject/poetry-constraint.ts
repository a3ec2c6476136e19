/** Clauses of PEP 440, e.g. `[">=1.2", "<2"]`; none for any version. Null: what PEP 440 cannot say, or no constraint. */
export type Clauses = readonly string[] | null;

/**
 * Translates Poetry's version constraints: `^1.2` (up to the next version that may break), `~1.2` (up to the next minor
 * one), `*`, `1.2.*`, a bare version, and PEP 440's own clauses, separated by commas or spaces. `||` has no counterpart.
 */
export function translatePoetryConstraint(text: string): Clauses {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "*") return [];
  if (trimmed.includes("|")) return null;
  const pieces = trimmed.replace(/(===|==|!=|~=|<=|>=|[<>^~=])\s+/g, "$1").split(/\s*,\s*|\s+/);
  const clauses = pieces.filter((piece) => piece !== "").map(translatePiece);
  return clauses.includes(null) ? null : clauses.flatMap((found) => found ?? []);
}

const VERSION = "v?(\\d+(?:\\.\\d+)*)((?:[-_.]?[a-z]+[-_.]?\\d*)*(?:\\+[\\w.]+)?)";
const CARET_OR_TILDE = new RegExp(`^(\\^|~(?!=))${VERSION}$`, "i");
const BARE = new RegExp(`^=?(?!=)${VERSION}$`, "i");

function translatePiece(piece: string): Clauses {
  if (piece === "*") return [];
  const ranged = CARET_OR_TILDE.exec(piece);
  if (ranged !== null) {
    const [, sign, release = "", suffix = ""] = ranged;
    const parts = release.split(".").map(Number);
    const keep = sign === "^" ? keptByCaret(parts) : Math.min(parts.length, 2);
    return [`>=${release}${suffix}`, `<${bump(parts, keep)}`];
  }
  const bare = BARE.exec(piece);
  if (bare !== null) return [`==${bare[1]}${bare[2]}`];
  if (/^\d+(?:\.\d+)*\.\*$/.test(piece)) return [`==${piece}`];
  return /^(?:===|==|!=|~=|<=|>=|[<>])\S+$/.test(piece) ? [piece] : null;
}

/** How many parts stay: up to the first that is not 0, all when all are. */
function keptByCaret(parts: readonly number[]): number {
  const first = parts.findIndex((part) => part > 0);
  return first === -1 ? parts.length : first + 1;
}

function bump(parts: readonly number[], keep: number): string {
  return parts
    .slice(0, keep)
    .map((part, index) => (index === keep - 1 ? part + 1 : part))
    .join(".");
}
