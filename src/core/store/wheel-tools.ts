import { sha256 } from "@noble/hashes/sha2.js";
import { Inflate } from "fflate";
import { concatBytes } from "../concat-bytes.ts";

/** The costly steps of looking into a wheel. What is written here works everywhere; adapters have it faster. */
export interface WheelTools {
  /** Unpacks raw deflate. Null when the data is damaged or does not give exactly `bytes`; never makes much more than that. */
  inflate(data: Uint8Array, bytes: number): Uint8Array | null;
  sha256(bytes: Uint8Array): Uint8Array;
  crc32(bytes: Uint8Array): number;
}

const STEP = 64 * 1024;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc >>> 0;
});

export const pureWheelTools: WheelTools = { inflate, sha256, crc32 };

/** In steps, because deflate can grow a thousandfold: it stops at the first step that gives a byte too many. */
function inflate(data: Uint8Array, bytes: number): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  let isFinished = false;
  const stream = new Inflate((part, isFinal) => {
    total += part.length;
    isFinished = isFinal;
    if (total <= bytes) parts.push(part);
  });
  try {
    for (let at = 0; at < data.length && total <= bytes; at += STEP) {
      stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
    }
  } catch {
    return null;
  }
  return isFinished && total === bytes ? concatBytes(parts) : null;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
