import { stampToMilliseconds } from "../envelopes/clock.ts";

/** What is used of BuildKit's `SolveStatus` (client/graph.go), checked. */
export interface SolveStatus {
  readonly vertexes: readonly StatusVertex[];
  readonly logs: readonly StatusLog[];
  readonly warnings: readonly { readonly vertex: string; readonly text: string }[];
}

export interface StatusVertex {
  readonly digest: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly started: number | null;
  readonly completed: number | null;
  readonly cached: boolean;
  readonly error: string;
  /** Several vertexes that are shown as one: `COPY` of many sources. */
  readonly group: { readonly id: string; readonly name: string; readonly weak: boolean } | null;
}

export interface StatusLog {
  readonly vertex: string;
  readonly stream: number;
  /** Base64 of some bytes: not a line. */
  readonly data: string;
  readonly at: number | null;
}

/** Reads one line of `--progress=rawjson`; null for what is no such line. Fields of other types count as missing. */
export function parseSolveStatus(text: string): SolveStatus | null {
  const value = parseJson(text);
  if (!isRecord(value)) return null;
  return {
    vertexes: records(value.vertexes).map(toVertex),
    logs: records(value.logs).map((log) => ({
      vertex: textOf(log.vertex),
      stream: log.stream === 2 ? 2 : 1,
      data: textOf(log.data),
      at: parseTime(log.timestamp),
    })),
    warnings: records(value.warnings).map((warning) => ({
      vertex: textOf(warning.vertex),
      text: Buffer.from(textOf(warning.short), "base64").toString("utf8"),
    })),
  };
}

type JsonRecord = Readonly<Record<string, unknown>>;

function toVertex(vertex: JsonRecord): StatusVertex {
  const { progressGroup: group } = vertex;
  const id = isRecord(group) ? textOf(group.id) : "";
  return {
    digest: textOf(vertex.digest),
    name: textOf(vertex.name),
    started: parseTime(vertex.started),
    completed: parseTime(vertex.completed),
    cached: vertex.cached === true,
    error: textOf(vertex.error),
    group: isRecord(group) && id !== "" ? { id, name: textOf(group.name), weak: group.weak === true } : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function records(value: unknown): readonly JsonRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z$/;

/** `2026-11-21T06:34:56.026991732Z`; Go leaves zeros at the end of the fraction out. */
function parseTime(value: unknown): number | null {
  const [, seconds, fraction = "0"] = TIME.exec(textOf(value)) ?? [];
  return seconds === undefined ? null : stampToMilliseconds(`${seconds},000`) + Number(fraction) * 1_000;
}
