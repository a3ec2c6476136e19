import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePacks } from "../../../src/adapters/node/packs.ts";
import { packBytes } from "../../../src/core/store/pack.ts";
import {
  bytesOf,
  manifestOf,
  packOf,
  placeWheels,
  SAMPLE_WHEELS,
  type SampleWheels,
} from "../../rig/store/sample-pack.ts";
import { makeSentinel, type Sentinel } from "../../rig/store/sentinel.ts";

let sentinel: Sentinel;
let folder: string;
let pack: string;

beforeEach(async () => {
  sentinel = await makeSentinel();
  folder = join(sentinel.inside, "wheels");
  pack = join(sentinel.inside, "wheels.pack");
});
afterEach(() => sentinel.remove());

/** 118 characters: more than a ustar header holds. */
const LONG = `charset_normalizer-3.4.2-cp312-cp312-${"manylinux_2_17_aarch64.manylinux2014_aarch64."}manylinux_2_28_aarch64.manylinux_2_34_aarch64.whl`;

describe("writePack and readPack", () => {
  it("bring every wheel back, long names too", async () => {
    const wheels = { ...SAMPLE_WHEELS, [LONG]: bytesOf("long", 600) };
    await placeWheels(folder, wheels);
    const packed = await nodePacks.writePack({ manifest: manifestOf(wheels), folder }, pack);
    const content = await nodePacks.readPack(pack, join(sentinel.inside, "out"));
    expect(packed).toMatchObject({ dropped: [], manifest: manifestOf(wheels) });
    expect(packed.bytes).toBe((await readFile(pack)).length);
    expect(content).toMatchObject({ kind: "read", manifest: manifestOf(wheels), dropped: [] });
    for (const [file, bytes] of Object.entries(wheels)) {
      expect(await readFile(join(sentinel.inside, "out", file))).toEqual(Buffer.from(bytes));
    }
  });

  it("write what the pure writer would, to the byte", async () => {
    await placeWheels(folder, SAMPLE_WHEELS);
    await nodePacks.writePack({ manifest: manifestOf(SAMPLE_WHEELS), folder }, pack);
    expect(await readFile(pack)).toEqual(Buffer.from(packOf(SAMPLE_WHEELS)));
  });

  it("leave a wheel out that was changed, replaced by a link, or removed since the manifest was made", async () => {
    await placeWheels(folder, SAMPLE_WHEELS);
    const [first = "", second = "", third = ""] = Object.keys(SAMPLE_WHEELS).sort();
    await writeFile(join(folder, first), bytesOf("other", 700));
    await rm(join(folder, second));
    await rm(join(folder, third));
    await symlink(sentinel.victim, join(folder, third));
    const packed = await nodePacks.writePack({ manifest: manifestOf(SAMPLE_WHEELS), folder }, pack);
    expect(packed.manifest.wheels).toEqual([]);
    expect(packed.dropped).toEqual([
      { file: first, reason: "its bytes differ from the manifest" },
      { file: second, reason: "it cannot be read" },
      { file: third, reason: "it is no regular file" },
    ]);
    expect(await nodePacks.readPack(pack, join(sentinel.inside, "out"))).toMatchObject({ kind: "read", wheels: [] });
  });

  it("leave no temporary file behind when the pack cannot be written", async () => {
    await placeWheels(folder, SAMPLE_WHEELS);
    await mkdir(pack);
    const writing = nodePacks.writePack({ manifest: manifestOf(SAMPLE_WHEELS), folder }, pack);
    await expect(writing).rejects.toMatchObject({ code: "not-writable" });
    expect(await readdir(sentinel.inside)).toEqual(["wheels", "wheels.pack"]);
  });
});

describe("writeTgz", () => {
  const wheels: SampleWheels = { ...SAMPLE_WHEELS, [LONG]: bytesOf("long", 600) };
  const files = Object.keys(wheels).sort();

  it("writes an archive that Python unpacks to the same files", async () => {
    await placeWheels(folder, wheels);
    const tgz = join(sentinel.inside, "wheelhouse.tgz");
    const bytes = await nodePacks.writeTgz({ folder, files, root: "wheelhouse" }, tgz);
    expect(bytes).toBe((await readFile(tgz)).length);
    const script = "import sys, tarfile; tarfile.open(sys.argv[1], 'r:gz').extractall(sys.argv[2])";
    execFileSync("python3", ["-I", "-c", script, tgz, sentinel.inside]);
    for (const file of files) {
      expect(await readFile(join(sentinel.inside, "wheelhouse", file))).toEqual(Buffer.from(wheels[file] ?? []));
    }
  });

  it("gives the same bytes for the same files", async () => {
    await placeWheels(folder, wheels);
    const [first, second] = [join(sentinel.inside, "1.tgz"), join(sentinel.inside, "2.tgz")];
    await nodePacks.writeTgz({ folder, files }, first);
    await nodePacks.writeTgz({ folder, files }, second);
    expect(await readFile(first)).toEqual(await readFile(second));
  });

  it("names the file that is not there", async () => {
    const writing = nodePacks.writeTgz({ folder, files: ["absent.whl"] }, join(sentinel.inside, "w.tgz"));
    await expect(writing).rejects.toMatchObject({
      code: "unreadable-file",
      message: expect.stringContaining("absent"),
    });
    expect(await readdir(sentinel.inside)).toEqual([]);
  });
});

it("packBytes foretells the size of a pack", () => {
  const manifest = manifestOf(SAMPLE_WHEELS);
  const bytes = packOf(SAMPLE_WHEELS);
  const field = Buffer.from(bytes.subarray(124, 135)).toString("latin1");
  expect(packBytes(Number.parseInt(field, 8), manifest)).toBe(bytes.length);
});
