import type { Diagnosis, Signature } from "./signature.ts";
import { SIGNATURES } from "./signatures/index.ts";

/** A compiler's command line can be as long as a book; nothing that names a cause stands behind this. */
const LINE_LIMIT = 2_000;

/**
 * What the output of a failed build says about the cause, most telling first: specific signatures before generic ones,
 * then in the order of the lines. One diagnosis for each signature, at its first line. Nothing recognised: `[]`.
 *
 * Only for builds that failed: output of good builds holds the same texts (optional extensions).
 */
export function diagnose(lines: readonly string[]): readonly Diagnosis[] {
  const found = new Map<string, Diagnosis>();
  for (const [index, line] of lines.entries()) {
    const text = line.slice(0, LINE_LIMIT);
    const lower = text.toLowerCase();
    for (const signature of SIGNATURES) {
      if (found.has(signature.id) || !signature.needles.some((needle) => lower.includes(needle))) continue;
      const match = signature.pattern.exec(text);
      if (match !== null) found.set(signature.id, toDiagnosis(signature, match, index));
    }
  }
  return [...found.values()].sort((a, b) => Number(a.generic) - Number(b.generic) || a.lines[0] - b.lines[0]);
}

function toDiagnosis(signature: Signature, match: RegExpExecArray, index: number): Diagnosis {
  const fill = (text: string): string => text.replaceAll("$1", () => match[1] ?? "it");
  return {
    signature: signature.id,
    class: signature.class,
    cause: fill(signature.cause),
    advice: signature.advice === null ? null : fill(signature.advice),
    lines: [index, index],
    remedies: signature.packages,
    generic: signature.generic,
  };
}
