import type { Connected } from "./connect.ts";
import { FILE_HEADERS } from "./fetch-metadata.ts";
import type { RandomAccess } from "./random-access.ts";
import { readBody } from "./read-body.ts";
import { UpstreamError } from "./trouble.ts";
import type { UpstreamAnswer } from "./upstream.ts";

/** A file on a server, and whether all of it has come already. */
export interface Ranged {
  readonly source: RandomAccess;
  /** The file itself, when the server sent all of it: it was short, or the server does not know ranges. */
  readonly whole: Uint8Array | null;
}

/** A zip's end record with the longest comment: the directory of most wheels, and METADATA before it, are within. */
export const TAIL = 22 + 0xffff;

/** Below this the whole file costs no more than another question. */
const WORTH_ASKING_AGAIN = 16 * TAIL;

/** Bytes of one range. A directory of 64 MiB has a million members. */
const RANGE_LIMIT = 64 * 1024 * 1024;

/** Statuses by which servers refuse a range that they could not serve, though RFC 9110 lets them send the whole file. */
const REFUSALS: ReadonlySet<number> = new Set([400, 405, 416, 501]);

type Line = Pick<Connected, "upstream" | "tally">;

/**
 * Asks for the end of a file. Null: the server does not answer ranges, and the file is larger than `wholeLimit`.
 * Rejects with an UpstreamError.
 */
export async function openRanged(line: Line, url: URL, wholeLimit: number): Promise<Ranged | null> {
  try {
    return await line.upstream.patiently(url, async () => {
      const answer = await askRange(line, url, `bytes=-${TAIL}`);
      if (answer.status === 206) return await fromTail(line, answer, url);
      const length = Number(answer.headers["content-length"] ?? 0);
      if (answer.headers["accept-ranges"] !== "bytes" || length < WORTH_ASKING_AGAIN)
        return await fromWhole(line, answer, wholeLimit);
      // Some object stores know ranges, but not "the last so many bytes".
      answer.body.destroy();
      const second = await askRange(line, url, `bytes=${length - TAIL}-${length - 1}`);
      return second.status === 206 ? await fromTail(line, second, url) : await fromWhole(line, second, wholeLimit);
    });
  } catch (error) {
    if (!(error instanceof BadRange) && !(error instanceof UpstreamError && REFUSALS.has(error.status ?? 0)))
      throw error;
    return await line.upstream.patiently(url, async () => fromWhole(line, await askRange(line, url, null), wholeLimit));
  }
}

function askRange({ upstream }: Line, url: URL, range: string | null): Promise<UpstreamAnswer> {
  const headers = range === null ? FILE_HEADERS : { ...FILE_HEADERS, range };
  return upstream.ask(url, { kind: range === null ? "files" : "metadata", method: "GET", headers });
}

/** The server sends everything, whatever it is asked for. */
async function fromWhole({ upstream, tally }: Line, answer: UpstreamAnswer, limit: number): Promise<Ranged | null> {
  if (Number(answer.headers["content-length"] ?? 0) > limit) {
    answer.body.destroy();
    return null;
  }
  const limits = { bytes: limit, seconds: upstream.limits.bodySeconds };
  const bytes = Buffer.from(await readBody(answer, limits, tally.addBytes));
  return { source: withPieces(bytes.length, [{ start: 0, bytes }], noMore), whole: bytes };
}

interface Piece {
  readonly start: number;
  readonly bytes: Buffer;
}

async function fromTail(line: Line, answer: UpstreamAnswer, url: URL): Promise<Ranged> {
  const { piece, total } = await readRange(line, answer);
  if (piece.start + piece.bytes.length !== total) throw new BadRange(url);
  const validator = answer.headers.etag;
  const load = async (start: number, length: number): Promise<Piece> =>
    await line.upstream.patiently(url, async () => {
      const next = await askRange(line, url, `bytes=${start}-${start + length - 1}`);
      if (next.status !== 206 || next.headers.etag !== validator) {
        next.body.destroy();
        throw new BadRange(url);
      }
      const read = await readRange(line, next);
      if (read.total !== total || read.piece.start !== start || read.piece.bytes.length !== length)
        throw new BadRange(url);
      return read.piece;
    });
  return { source: withPieces(total, [piece], load), whole: piece.start === 0 ? piece.bytes : null };
}

/** Reads what has come from memory, and everything else by a request of its own. */
function withPieces(
  size: number,
  pieces: Piece[],
  load: (start: number, length: number) => Promise<Piece>,
): RandomAccess {
  return {
    size,
    read: async (position, asked) => {
      const length = Math.max(0, Math.min(asked, size - position));
      const has = ({ start, bytes }: Piece): boolean => start <= position && position + length <= start + bytes.length;
      let piece = pieces.find(has);
      if (piece === undefined) {
        piece = await load(position, length);
        pieces.push(piece);
      }
      return piece.bytes.subarray(position - piece.start, position - piece.start + length);
    },
  };
}

async function readRange({ upstream, tally }: Line, answer: UpstreamAnswer): Promise<{ piece: Piece; total: number }> {
  const stated = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers["content-range"] ?? "");
  const [start, end, total] = [Number(stated?.[1]), Number(stated?.[2]), Number(stated?.[3])];
  const isPlain = (answer.headers["content-encoding"] ?? "identity") === "identity";
  if (stated === null || !isPlain || end < start || end >= total || end - start >= RANGE_LIMIT) {
    answer.body.destroy();
    throw new BadRange(answer.url);
  }
  const limit = { bytes: end - start + 1, seconds: upstream.limits.bodySeconds };
  const bytes = Buffer.from(await readBody(answer, limit, tally.addBytes));
  if (bytes.length !== end - start + 1) throw new BadRange(answer.url);
  return { piece: { start, bytes }, total };
}

class BadRange extends UpstreamError {
  constructor(url: URL) {
    super("status", `${url.host} answers a range with something else`);
  }
}

function noMore(): Promise<never> {
  return Promise.reject(new RangeError("all of it has been read"));
}
