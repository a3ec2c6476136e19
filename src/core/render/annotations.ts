import type { BuildReport, Place, Severity } from "../report/model.ts";
import { clip } from "./budget.ts";
import type { Issue } from "./issues.ts";
import { evidenceText, sourcesOf } from "./places.ts";
import { isRepositoryPath } from "./run-info.ts";
import { problemsOf } from "./verdict.ts";
import { visibleLine } from "./visible.ts";
import { countOf, listOf } from "./words.ts";

/** One note on a line of a file, as GitHub shows it. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  /** At most 255 characters. */
  readonly title: string;
  /** At most 4,096 characters, one paragraph. */
  readonly message: string;
  /** Relative to the repository's root, with "/"; null when there is no such line. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** The runner takes ten of a kind from a step and drops the rest without a word; the tenth says how many there are. */
const SHOWN_PER_LEVEL = 9;
const TITLE_LIMIT = 255;
const MESSAGE_LIMIT = 4_096;
const LEVELS: readonly Severity[] = ["error", "warning", "notice"];

/**
 * At most nine notes of a level, each on the requirement's own line, and one more that counts the rest. A place outside
 * of the repository gives a note without a line. Text is plain and visible; whoever prints a command still encodes it.
 */
export function renderAnnotations(report: BuildReport): Annotation[] {
  const issues = problemsOf(report);
  return LEVELS.flatMap((level) => {
    const all = issues.filter(({ finding }) => finding.severity === level);
    const shown = all.length <= SHOWN_PER_LEVEL ? all : all.slice(0, SHOWN_PER_LEVEL);
    const rest = all.length - shown.length;
    return [...shown.map(toAnnotation), ...(rest > 0 ? [rollUp(level, rest)] : [])];
  });
}

function toAnnotation(issue: Issue): Annotation {
  const { finding } = issue;
  const place = sourcesOf(finding).find(
    (source) => source.place !== null && isRepositoryPath(source.place.file),
  )?.place;
  const title = shorten(finding.title, TITLE_LIMIT) || shorten(finding.code, TITLE_LIMIT);
  return {
    level: finding.severity,
    title,
    message: shorten(sentences(issue).join(" "), MESSAGE_LIMIT) || title,
    ...locationOf(place ?? null),
  };
}

function sentences({ finding, targets }: Issue): string[] {
  const logs = finding.evidence.filter((each) => each.kind === "log").map(evidenceText);
  const remedies = finding.remedies.map(({ text, commands }) =>
    [text, ...commands.map((each) => `\`${each}\``)].join(" "),
  );
  return [
    finding.message,
    ...remedies,
    ...(targets.length > 0 ? [`Target: ${listOf(targets.slice(0, 5))}${targets.length > 5 ? ", …" : ""}.`] : []),
    ...(logs.length > 0 ? [`Log: ${listOf(logs.slice(0, 3))}.`] : []),
  ];
}

function locationOf(place: Place | null): Pick<Annotation, "file" | "line" | "column"> {
  if (place === null) return { file: null, line: null, column: null };
  return { file: place.file.replace(/^(?:\.\/)+/, ""), line: place.line, column: place.column };
}

function rollUp(level: Severity, rest: number): Annotation {
  return {
    level,
    title: `and ${countOf(rest, `more ${level}`)}`,
    message: `and ${countOf(rest, `more ${level}`)}, see the job summary.`,
    file: null,
    line: null,
    column: null,
  };
}

/** Limits are in UTF-16 units, as the runner counts. */
function shorten(text: string, limit: number): string {
  const line = visibleLine(clip(text, 4 * limit))
    .replace(/\s+/gu, " ")
    .trim();
  let points = limit;
  let fitted = clip(line, points);
  while (fitted.length > limit) {
    points -= Math.ceil((fitted.length - limit) / 2);
    fitted = clip(line, points);
  }
  return fitted;
}
