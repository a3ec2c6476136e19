import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { HeldWheel } from "../../../ports/index-gateway.ts";
import { readWheelMetadata } from "../index/wheel-metadata.ts";

/** A held wheel whose bytes are what its digest says. */
export interface CheckedWheel {
  readonly wheel: HeldWheel;
  /** Null when it cannot be read on its own. */
  readonly metadata: { readonly bytes: Uint8Array; readonly sha256: string } | null;
}

export interface HeldWheels {
  /** The intact wheels of a project. Each is read once in a session. */
  ofProject(project: string): Promise<readonly CheckedWheel[]>;
  /** The wheel with this digest, if it is held and intact. */
  ofDigest(sha256: string): Promise<CheckedWheel | null>;
}

export function makeHeldWheels(held: readonly HeldWheel[]): HeldWheels {
  const checks = new Map<HeldWheel, Promise<CheckedWheel | null>>();
  const check = (wheel: HeldWheel): Promise<CheckedWheel | null> => {
    const existing = checks.get(wheel);
    if (existing !== undefined) return existing;
    const running = checkWheel(wheel);
    checks.set(wheel, running);
    return running;
  };
  return {
    ofProject: async (project) => {
      const checked = await Promise.all(held.filter((wheel) => wheel.project === project).map(check));
      return checked.filter((item) => item !== null);
    },
    ofDigest: async (sha256) => {
      const wheel = held.find((item) => item.sha256 === sha256);
      return wheel === undefined ? null : await check(wheel);
    },
  };
}

/** Null when the file is gone or not what it is said to be: the index's own copy is used then. */
async function checkWheel(wheel: HeldWheel): Promise<CheckedWheel | null> {
  try {
    const { size } = await stat(wheel.path);
    if (size !== wheel.bytes || (await digestOf(wheel.path)) !== wheel.sha256) return null;
    const bytes = await readWheelMetadata(wheel.path);
    return {
      wheel,
      metadata: bytes === null ? null : { bytes, sha256: createHash("sha256").update(bytes).digest("hex") },
    };
  } catch {
    return null;
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest("hex");
}
