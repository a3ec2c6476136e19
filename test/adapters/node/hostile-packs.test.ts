import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../scripts/prove/pack.ts";
import { nodePacks } from "../../../src/adapters/node/packs.ts";
import { isWheelFileName } from "../../../src/core/store/wheel-name.ts";
import { HOSTILE_PACKS, withReplaced } from "../../rig/store/hostile-packs.ts";
import { packOf, SAMPLE_WHEELS } from "../../rig/store/sample-pack.ts";
import { makeSentinel, type Sentinel } from "../../rig/store/sentinel.ts";

let sentinel: Sentinel;
let pack: string;
let out: string;

beforeEach(async () => {
  sentinel = await makeSentinel();
  pack = join(sentinel.inside, "some.pack");
  out = join(sentinel.inside, "out");
});
afterEach(() => sentinel.remove());

describe("a hostile pack", () => {
  it.each(HOSTILE_PACKS.map((hostile) => [`${hostile.row}: refuses a pack with ${hostile.what}`, hostile] as const))(
    "%s",
    async (_title, hostile) => {
      await writeFile(pack, hostile.make(sentinel.victim));
      const before = await sentinel.digest();
      const content = await nodePacks.readPack(pack, out);
      expect(content).toEqual({ kind: "refused", reason: expect.stringMatching(/^The pack is refused: .+\.$/) });
      expect(await sentinel.digest()).toBe(before);
      expect(await readdir(sentinel.inside)).toEqual(["some.pack"]);
    },
  );

  it("takes the pack that the hostile ones are made of", async () => {
    await writeFile(pack, withReplaced({}));
    expect(await nodePacks.readPack(pack, out)).toMatchObject({ kind: "read", wheels: [{}], dropped: [] });
  });

  it("A5: takes no name but a flat one of a wheel, whatever the name", () => {
    const wild = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.stringMatching(/^[-./\\\w+!]{0,260}\.whl$/));
    fc.assert(
      fc.property(wild, (name) => {
        if (!isWheelFileName(name)) return;
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._+!-]*\.whl$/);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(name).not.toContain("/");
      }),
      { numRuns: 2000 },
    );
  });

  it("A6: takes no more from the disk than the limit, and says so before it writes", async () => {
    await writeFile(pack, packOf(SAMPLE_WHEELS));
    const content = await nodePacks.readPack(pack, out, { maxBytes: 2000 });
    expect(content).toMatchObject({ kind: "refused", reason: expect.stringContaining("more than 2000") });
  });

  it("A7: loses just the wheel whose bytes changed, wherever one byte is flipped", async () => {
    const whole = packOf(SAMPLE_WHEELS);
    const kinds = new Set<string>();
    for (let percent = 0; percent < 100; percent += 1) {
      const at = Math.floor((whole.length * percent) / 100);
      const flipped = Uint8Array.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      await writeFile(pack, flipped);
      const content = await nodePacks.readPack(pack, join(out, String(percent)));
      kinds.add(content.kind === "refused" ? "refused" : `dropped ${content.dropped.length}`);
      if (content.kind === "refused") continue;
      expect(content.wheels.length + content.dropped.length).toBe(3);
      for (const { wheel, path } of content.wheels) {
        expect(await readFile(path)).toEqual(Buffer.from(SAMPLE_WHEELS[wheel.file] ?? []));
      }
      for (const { file, reason } of content.dropped) {
        expect(reason).toBe("its bytes differ from the manifest");
        expect(await readdir(join(out, String(percent)))).not.toContain(file);
      }
    }
    expect(kinds).toContain("dropped 1");
    expect(kinds).toContain("refused");
  });

  it("does not stop at a folder, a FIFO-like path or a file that is not there", async () => {
    await mkdir(join(sentinel.inside, "folder"));
    expect(await nodePacks.readPack(join(sentinel.inside, "folder"), out)).toMatchObject({ kind: "refused" });
    expect(await nodePacks.readPack(join(sentinel.inside, "absent"), out)).toMatchObject({ kind: "refused" });
  });

  it("survives a first round of random changes", async () => {
    expect(await run({ count: 150, seed: 1 })).toMatchObject({ failures: [] });
  }, 30_000);
});
