import { createHash } from "node:crypto";
import * as zlib from "node:zlib";
import { pureWheelTools, type WheelTools } from "../../core/store/wheel-tools.ts";

/** Node's own zlib and OpenSSL: four times as fast as the pure tools. */
export const nodeWheelTools: WheelTools = {
  inflate: (data, bytes) => {
    try {
      // One byte more than declared, so that too much is told from just enough; 0 would mean "no limit".
      const unpacked = zlib.inflateRawSync(data, { maxOutputLength: bytes + 1 });
      return unpacked.length === bytes ? unpacked : null;
    } catch {
      return null;
    }
  },
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  // Missing before Node 20.15, where a named import would not even load.
  crc32: "crc32" in zlib ? (bytes) => zlib.crc32(bytes) : pureWheelTools.crc32,
};
