import { parseSolveStatus, type SolveStatus, type StatusLog, type StatusVertex } from "../buildkit/status.ts";
import { LINE_LIMIT } from "../reader/raw-line.ts";
import type { Piece, Unfolder } from "./envelope.ts";

const HEADS = ["vertexes", "statuses", "logs", "warnings"].map((field) => Buffer.from(`{"${field}":`));
/** Of one build; a log with more of them is not of a build. */
const VERTEX_LIMIT = 20_000;

/**
 * BuildKit's `--progress=rawjson`: each line is a JSON document with steps that changed and bytes that they printed. It
 * unfolds into what plain progress says of the same build (`#9 [builder 4/7] RUN …`, the step's own lines in the stream
 * `#9`, `#9 DONE 3.2s`), so that the same rules read both.
 *
 * Memory: the names of the steps, and of each running one the beginnings of two lines.
 */
export function makeBuildkitRawjson(): Unfolder {
  const steps: Steps = { byDigest: new Map(), count: 0 };
  return {
    format: "buildkit",
    recognises: (bytes, from, to) =>
      HEADS.some((head) => head.equals(bytes.subarray(from, Math.min(to, from + head.length)))),
    unfold(bytes, from, to) {
      const status = parseSolveStatus(bytes.toString("utf8", from, to));
      return status === null ? [] : readStatus(steps, status);
    },
    end: () => [...steps.byDigest.values()].flatMap(flush),
  };
}

interface Steps {
  /** Of vertexes and of groups. */
  readonly byDigest: Map<string, Step>;
  /** Of those that have a number. */
  count: number;
}

interface Step {
  /** `#9`; like plain progress, in the order in which steps are first heard of. Empty for one that has not begun. */
  key: string;
  announced: boolean;
  /** Start of each interval and its end; a step can pause. */
  readonly intervals: Map<number, number | null>;
  /** Of a group: its vertexes, by digest. */
  readonly members: Map<string, StatusVertex>;
  /** By the number of the stream: a line whose newline has not come. */
  readonly pending: Map<number, Pending>;
}

interface Pending {
  readonly bytes: Buffer;
  readonly at: number | null;
}

function readStatus(steps: Steps, status: SolveStatus): readonly Piece[] {
  const changes = status.vertexes.flatMap((vertex) => readVertex(steps, vertex));
  const warnings = status.warnings.flatMap(({ vertex, text }) => {
    const step = steps.byDigest.get(vertex);
    return step === undefined || step.key === "" ? [] : [own(`${step.key} WARN: ${text}`)];
  });
  // What a step has printed comes before its end, when both are in one document.
  const ends = changes.filter(({ isEnd }) => isEnd);
  const begins = changes.filter(({ isEnd }) => !isEnd);
  const lines = status.logs.flatMap((log) => readLog(steps, log));
  return [
    ...begins.map(({ piece }) => piece),
    ...lines,
    ...warnings,
    ...ends.flatMap(({ step, piece }) => [...flush(step), piece]),
  ];
}

interface Change {
  readonly step: Step;
  readonly piece: Piece;
  readonly isEnd: boolean;
}

function readVertex(steps: Steps, vertex: StatusVertex): readonly Change[] {
  const step = stepOf(steps, vertex.group?.id ?? vertex.digest, vertex.digest);
  if (step === null) return [];
  step.members.set(vertex.digest, vertex);
  if (vertex.started === null) return [];
  const members = [...step.members.values()];
  const changes: Change[] = [];
  // Members that only come along do not make a group worth showing.
  if (!step.announced && members.some((member) => member.started !== null && member.group?.weak !== true)) {
    step.announced = true;
    number(steps, step);
    changes.push({ step, piece: own(`${step.key} ${vertex.group?.name ?? vertex.name}`), isEnd: false });
  }
  const before = step.intervals.get(vertex.started);
  step.intervals.set(vertex.started, vertex.completed);
  const over = members.every((member) => member.started === null || member.completed !== null);
  if (!step.announced || !over || vertex.completed === null || before === vertex.completed) return changes;
  changes.push({ step, piece: own(`${step.key} ${wordOf(step, members)}`), isEnd: true });
  return changes;
}

function wordOf({ intervals }: Step, members: readonly StatusVertex[]): string {
  const error = members.find((member) => member.error !== "")?.error;
  if (error !== undefined) return error.endsWith("context canceled") ? "CANCELED" : `ERROR: ${error}`;
  if (members.every((member) => member.cached)) return "CACHED";
  const spans = [...intervals].map(([from, to]) => (to ?? from) - from);
  return `DONE ${(spans.reduce((sum, span) => sum + span, 0) / 1_000).toFixed(1)}s`;
}

function readLog(steps: Steps, log: StatusLog): readonly Piece[] {
  const step = stepOf(steps, log.vertex, log.vertex);
  if (step === null) return [];
  number(steps, step);
  const began = Math.max(...step.intervals.keys());
  const at = log.at === null || !Number.isFinite(began) ? null : Math.round(log.at - began);
  const before = step.pending.get(log.stream);
  const bytes = Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(log.data, "base64")]);
  const pieces: Piece[] = [];
  let from = 0;
  for (let newline = bytes.indexOf(0x0a); newline !== -1; newline = bytes.indexOf(0x0a, from)) {
    const when = from === 0 ? (before?.at ?? at) : at;
    pieces.push({
      stream: step.key,
      text: bytes.toString("utf8", from, Math.min(newline, from + LINE_LIMIT)),
      at: when,
    });
    from = newline + 1;
  }
  const rest = Buffer.from(bytes.subarray(from, from + LINE_LIMIT));
  if (rest.length === 0) step.pending.delete(log.stream);
  else step.pending.set(log.stream, { bytes: rest, at: from === 0 ? (before?.at ?? at) : at });
  return pieces;
}

/** Lines without a newline that will not get one any more. */
function flush(step: Step): readonly Piece[] {
  const pieces = [...step.pending.values()].map(({ bytes, at }) => ({
    stream: step.key,
    text: bytes.toString("utf8"),
    at,
  }));
  step.pending.clear();
  return pieces;
}

/** The step of a vertex or group; null when there are too many. Logs name the vertex, not its group. */
function stepOf({ byDigest }: Steps, id: string, digest: string): Step | null {
  const known = byDigest.get(digest) ?? byDigest.get(id);
  if (known === undefined && byDigest.size >= VERTEX_LIMIT) return null;
  const step = known ?? { key: "", announced: false, intervals: new Map(), members: new Map(), pending: new Map() };
  byDigest.set(id, step);
  byDigest.set(digest, step);
  return step;
}

function number(steps: Steps, step: Step): void {
  if (step.key !== "") return;
  steps.count += 1;
  step.key = `#${steps.count}`;
}

function own(text: string): Piece {
  return { stream: null, text, at: null };
}
