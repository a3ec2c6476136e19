import { type LineMatch, type LineMatcher, makeLineMatcher } from "./match-line.ts";
import { refine } from "./refine.ts";
import { endsWell, isRecovery, isSection, worthOf } from "./setting.ts";
import type { Diagnosis, Rank } from "./signature.ts";
import { SIGNATURES } from "./signatures/index.ts";

const ORDER: Readonly<Record<Rank, number>> = {
  machine: 0,
  cause: 1,
  generic: 2,
  probe: 3,
  consequence: 5,
  remark: 6,
};

/** Made on first use: building it takes some milliseconds, which a run without a failed build need not spend. */
let matcher: LineMatcher | null = null;

export interface DiagnoseOptions {
  /** True when it is known that the build failed; otherwise lines that end well diagnose to nothing. */
  readonly failed?: boolean;
}

/**
 * What the output of a failed build says about the cause, the root cause first: the machine before what is specific, that
 * before what is generic, that before what follows from it; then in the order of the lines, so that of a parallel compile
 * the first error counts and not the last line. One diagnosis for each signature, at its first line. Errors that the build
 * survived (extensions that are optional) are none. Nothing recognised: `[]`.
 *
 * @param lines the output, without time stamps, colours and prefixes
 */
export function diagnose(lines: readonly string[], { failed = false }: DiagnoseOptions = {}): readonly Diagnosis[] {
  if (!failed && endsWell(lines)) return [];
  matcher ??= makeLineMatcher(SIGNATURES);
  const found = new Map<string, Diagnosis>();
  let section = 0;
  for (const [index, line] of lines.entries()) {
    if (isRecovery(line)) forget(found, section);
    if (isSection(line)) section = index;
    for (const match of matcher.match(line)) note(found, match, line, index);
  }
  const sorted = [...found.values()].sort((a, b) => orderOf(a) - orderOf(b) || a.lines[0] - b.lines[0]);
  return refine(sorted, lines);
}

/** What stood since the last section began was survived. */
function forget(found: Map<string, Diagnosis>, section: number): void {
  for (const [id, diagnosis] of found) if (diagnosis.lines[0] >= section) found.delete(id);
}

function note(found: Map<string, Diagnosis>, match: LineMatch, line: string, index: number): void {
  const worth = worthOf(line);
  if (worth === "nothing") return;
  const { signature } = match;
  const rank = weaker(
    signature.rank,
    worth === "retried" ? "remark" : worth === "trial" || match.probe ? "probe" : "machine",
  );
  const known = found.get(signature.id);
  if (known !== undefined && ORDER[known.rank] <= ORDER[rank]) return;
  found.set(signature.id, toDiagnosis(match, rank, index));
}

function weaker(a: Rank, b: Rank): Rank {
  return ORDER[a] >= ORDER[b] ? a : b;
}

function orderOf({ rank, generic }: Diagnosis): number {
  return ORDER[rank] + (rank === "probe" && generic ? 1 : 0);
}

/** Names in a command come from the log: only those that mean nothing to a shell are taken. */
const SAFE = /^[\w.+:/@=-]+$/;

function toDiagnosis({ signature, found }: LineMatch, rank: Rank, index: number): Diagnosis {
  const fill = (text: string): string => text.replaceAll("$1", () => found ?? "it");
  const safe = found !== null && SAFE.test(found) && !found.startsWith("-");
  return {
    signature: signature.id,
    class: signature.class,
    rank,
    cause: fill(signature.cause),
    advice: signature.advice === null ? null : fill(signature.advice),
    commands: signature.commands.filter((command) => safe || !command.includes("$1")).map(fill),
    lines: [index, index],
    remedies: signature.packages,
    generic: signature.rank !== "machine" && signature.rank !== "cause",
  };
}
