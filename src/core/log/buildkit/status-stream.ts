import { millisecondsToStamp } from "../envelopes/clock.ts";
import { bytesOf, type Message, numberOf, readMessage, stringOf } from "./protobuf.ts";

/**
 * The stream of a build's progress as a BuildKit record keeps it: messages `StatusResponse`, each behind its length in four
 * bytes, little-endian (solver/llbsolver/history). Gives a line of rawjson for each, as `buildx history logs` prints it,
 * but without the statuses of transfers.
 */
export function printStatusStream(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint32(at, true);
    const message = end > bytes.length ? null : readMessage(bytes.subarray(at + 4, end));
    // A stream that breaks off is the build so far.
    if (message === null) break;
    const status = statusOf(message);
    if (Object.keys(status).length > 0) lines.push(JSON.stringify(status));
    at = end;
  }
  return lines;
}

type Json = Readonly<Record<string, unknown>>;

function statusOf(message: Message): Json {
  const all = (number: number, print: (part: Message) => Json): readonly Json[] | undefined => {
    const parts = bytesOf(message, number).flatMap((part) => readMessage(part) ?? []);
    return parts.length === 0 ? undefined : parts.map(print);
  };
  return defined({ vertexes: all(1, vertexOf), logs: all(3, logOf), warnings: all(4, warningOf) });
}

function vertexOf(vertex: Message): Json {
  const [group] = bytesOf(vertex, 8).flatMap((part) => readMessage(part) ?? []);
  return defined({
    digest: stringOf(vertex, 1),
    inputs: bytesOf(vertex, 2).map((input) => Buffer.from(input).toString("utf8")),
    name: stringOf(vertex, 3),
    cached: numberOf(vertex, 4) === 1 ? true : undefined,
    started: timeOf(vertex, 5),
    completed: timeOf(vertex, 6),
    error: stringOf(vertex, 7) || undefined,
    progressGroup:
      group &&
      defined({ id: stringOf(group, 1), name: stringOf(group, 2), weak: numberOf(group, 3) === 1 || undefined }),
  });
}

function logOf(log: Message): Json {
  const data = bytesOf(log, 4).map((chunk) => Buffer.from(chunk).toString("base64"));
  return defined({
    vertex: stringOf(log, 1),
    stream: numberOf(log, 3),
    data: data.at(-1) ?? "",
    timestamp: timeOf(log, 2),
  });
}

function warningOf(warning: Message): Json {
  const short = bytesOf(warning, 3).map((text) => Buffer.from(text).toString("base64"));
  return { vertex: stringOf(warning, 1), short: short.at(-1) ?? "" };
}

/** `google.protobuf.Timestamp` in RFC 3339. */
function timeOf(message: Message, number: number): string | undefined {
  const [time] = bytesOf(message, number).flatMap((part) => readMessage(part) ?? []);
  if (time === undefined) return undefined;
  const nanoseconds = String(numberOf(time, 2)).padStart(9, "0").slice(0, 9);
  return `${millisecondsToStamp(numberOf(time, 1) * 1_000)}.${nanoseconds}Z`;
}

function defined(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
