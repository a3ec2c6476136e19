/**
 * Random changes of valid packs. Whatever comes out, `readPack` must not throw, must leave nothing outside of its folder
 * and nothing in it when it refuses, must not take more disk than the pack has, and every wheel that it accepts must be
 * what the manifest in the pack says, to the byte.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodePacks } from "../../src/adapters/node/packs.ts";
import { HOSTILE_PACKS } from "../../test/rig/store/hostile-packs.ts";
import { makeRandom, type Random } from "../../test/rig/store/random.ts";
import { bytesOf, packOf, SAMPLE_WHEELS } from "../../test/rig/store/sample-pack.ts";
import { makeSentinel, type Sentinel } from "../../test/rig/store/sentinel.ts";
import { tarMember } from "../../test/rig/store/tar-member.ts";

export const name = "pack";

export interface ProofResult {
  readonly checked: number;
  /** How many packs were read, with and without dropped wheels, and how many were refused. */
  readonly read: number;
  readonly refused: number;
  /** One sentence each; empty when all is well. */
  readonly failures: readonly string[];
}

export async function run({ count, seed }: { readonly count: number; readonly seed: number }): Promise<ProofResult> {
  const random = makeRandom(seed);
  const sentinel = await makeSentinel();
  const failures: string[] = [];
  let read = 0;
  try {
    const before = await sentinel.digest();
    for (let round = 0; round < count; round += 1) {
      const bytes = mutate(random, sentinel.victim);
      const outcome = await readOne(sentinel, bytes);
      if (outcome.isRead) read += 1;
      failures.push(...outcome.failures.map((failure) => `round ${round} of seed ${seed}: ${failure}`));
    }
    if ((await sentinel.digest()) !== before) failures.push(`seed ${seed}: something outside was changed`);
  } finally {
    await sentinel.remove();
  }
  return { checked: count, read, refused: count - read, failures };
}

async function readOne(sentinel: Sentinel, bytes: Uint8Array) {
  const failures: string[] = [];
  const pack = join(sentinel.inside, "pack");
  const out = join(sentinel.inside, "out");
  await writeFile(pack, bytes);
  const content = await nodePacks.readPack(pack, out).catch((error: unknown) => {
    failures.push(`it threw ${String(error)}`);
    return null;
  });
  const files = await readdir(sentinel.inside);
  if (content?.kind === "read") {
    const kept = content.wheels.map(({ wheel }) => wheel.file).sort();
    if ((await readdir(out)).sort().join() !== kept.join()) failures.push("the folder does not hold what was accepted");
    for (const { wheel, path } of content.wheels) {
      const digest = createHash("sha256")
        .update(await readFile(path))
        .digest("hex");
      if (digest !== wheel.sha256) failures.push(`${wheel.file} was accepted with another digest`);
    }
    const total = content.manifest.wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
    if (total > bytes.length) failures.push("it declares more than it has");
  }
  const expected = content?.kind === "read" ? "out,pack" : "pack";
  if (files.sort().join() !== expected) failures.push(`left behind: ${files.join(", ")}`);
  await rm(out, { recursive: true, force: true });
  return { isRead: content?.kind === "read", failures };
}

type Mutation = (bytes: Uint8Array, random: Random, victim: string) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => flipped(bytes, random.below(bytes.length), 1 << random.below(8)),
  (bytes, random) => flipped(bytes, random.below(Math.min(bytes.length, 3000)), 1 + random.below(255)),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => splice(bytes, random.below(bytes.length), 0, bytesOf("insert", random.below(1500))),
  (bytes, random) => splice(bytes, random.below(bytes.length), random.below(1500), new Uint8Array()),
  (bytes, random) => splice(bytes, block(bytes, random), 512, new Uint8Array()),
  (bytes, random) => splice(bytes, block(bytes, random), 0, bytes.subarray(0, 512 * (1 + random.below(4)))),
  (bytes, random, victim) => {
    const names = [victim.slice(-100), "../victim.txt", "alpha-1.0-py3-none-any.whl", "/etc/hosts"];
    const type = random.pick(["0", "1", "2", "5", "x", "L", "S", "6"]);
    const member = tarMember({ name: random.pick(names), type, link: victim.slice(-100), bytes: bytesOf("evil", 50) });
    return splice(bytes, block(bytes, random), 0, member);
  },
  (bytes, random) => digitChanged(bytes, random),
  (_bytes, random, victim) => random.pick(HOSTILE_PACKS).make(victim),
];

function mutate(random: Random, victim: string): Uint8Array {
  const count = random.below(4);
  const wheels = Object.fromEntries(Object.entries(SAMPLE_WHEELS).slice(0, count));
  let bytes = packOf(count === 0 ? SAMPLE_WHEELS : wheels);
  for (let left = random.below(3); left >= 0 && bytes.length > 0; left -= 1) {
    bytes = random.pick(MUTATIONS)(bytes, random, victim);
  }
  return bytes;
}

/** A digit of the manifest becomes another one: sizes and digests that lie, in JSON that still parses. */
function digitChanged(bytes: Uint8Array, random: Random): Uint8Array {
  const digits = [...bytes.subarray(512, 2500)].flatMap((byte, at) => (byte >= 0x30 && byte <= 0x39 ? [at + 512] : []));
  if (digits.length === 0) return bytes;
  const changed = Uint8Array.from(bytes);
  changed[random.pick(digits)] = 0x30 + random.below(10);
  return changed;
}

function block(bytes: Uint8Array, random: Random): number {
  return 512 * random.below(Math.ceil(bytes.length / 512));
}

function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ mask;
  return changed;
}

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}
