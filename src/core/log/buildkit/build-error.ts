import { bytesOf, type Message, readMessage, stringOf } from "./protobuf.ts";

const SOURCE = "github.com/moby/buildkit/errdefs.Source+json";
const FENCE = "-".repeat(20);

/**
 * The error of a build as a BuildKit record keeps it (`google.rpc.Status`), in the words that buildx prints behind the
 * progress: the lines of the Dockerfile, then the error. Empty when the bytes are no such error.
 */
export function printBuildError(bytes: Uint8Array): readonly string[] {
  const status = readMessage(bytes);
  const message = status === null ? "" : stringOf(status, 2);
  if (status === null || message === "") return [];
  const details = bytesOf(status, 3).flatMap((detail) => readMessage(detail) ?? []);
  const source = details.find((detail) => stringOf(detail, 1) === SOURCE);
  return [...(source === undefined ? [] : printSource(source)), `ERROR: failed to build: failed to solve: ${message}`];
}

/** As solver/errdefs/source.go prints it: two lines around the instruction, four around one of a single line. */
function printSource(detail: Message): readonly string[] {
  const source = readSource(stringOf(detail, 2));
  if (source === null) return [];
  const lines = Buffer.from(source.data, "base64").toString("utf8").split("\n");
  let [start, end] = [Math.max(1, source.first), Math.min(source.last, lines.length)];
  const place = start;
  const padding = start === end ? 4 : 2;
  for (let added = 0; added < padding; added += 1) {
    if (start > 1) {
      start -= 1;
      added += 1;
    }
    if (end < lines.length) {
      end += 1;
      added += 1;
    }
  }
  const rows = lines.slice(start - 1, end).map((line, index) => {
    const number = start + index;
    const mark = number >= source.first && number <= source.last ? ">>>" : "   ";
    return ` ${String(number).padStart(3)} | ${mark} ${line}`;
  });
  return [`${source.file}:${place}`, FENCE, ...rows, FENCE];
}

interface Source {
  readonly file: string;
  /** Base64 of the Dockerfile. */
  readonly data: string;
  readonly first: number;
  readonly last: number;
}

function readSource(json: string): Source | null {
  try {
    // Foreign JSON: whatever is not of the expected type ends in the checks below or in the catch.
    const { info, ranges } = JSON.parse(json) as SourceJson;
    const lines = (ranges ?? []).flatMap(({ start, end }) => [start?.line, end?.line ?? start?.line]).filter(isLine);
    if (typeof info?.filename !== "string" || typeof info.data !== "string" || lines.length === 0) return null;
    return { file: info.filename, data: info.data, first: Math.min(...lines), last: Math.max(...lines) };
  } catch {
    return null;
  }
}

interface SourceJson {
  readonly info?: { readonly filename?: unknown; readonly data?: unknown };
  readonly ranges?: readonly {
    readonly start?: { readonly line?: unknown };
    readonly end?: { readonly line?: unknown };
  }[];
}

function isLine(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}
