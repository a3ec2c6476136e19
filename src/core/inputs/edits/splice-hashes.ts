import { byteOffset, unitAtByte } from "../decode.ts";
import { encodeText } from "../encode.ts";
import type { ByteSpan } from "../requirement-set.ts";
import type { Splice } from "../splice-bytes.ts";
import type { OpenedFile } from "./opened-file.ts";

/** Spaces and continuations before an option. */
const GAP = /(?:[ \t]|\\(?:\r\n|\n|\r))*$/;

/** Replaces the `--hash` options of a requirement: new ones stand apart as the old ones did; what goes takes its gap along. */
export function spliceHashes(
  { source }: OpenedFile,
  spans: readonly ByteSpan[],
  hashes: readonly string[],
): readonly Splice[] {
  const { decoded } = source;
  return spans.map((span, index) => {
    const start = unitAtByte(decoded, span.start);
    const line = decoded.text.slice(Math.max(0, start - LONGEST_GAP), start);
    const gap = GAP.exec(line)?.[0] ?? " ";
    const text = index === 0 ? hashes.map((hash) => `${gap}--hash=${hash}`).join("") : "";
    const content = encodeText(text, decoded.encoding);
    return { start: byteOffset(decoded, start - gap.length), end: span.end, content };
  });
}

const LONGEST_GAP = 1000;
