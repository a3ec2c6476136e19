import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readWheelMetadata } from "../../../src/adapters/node/index/wheel-metadata.ts";
import { runPython } from "../../rig/pip.ts";
import { zipOf } from "../../rig/projects/archive.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheel-metadata-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function metadataOf(bytes: Uint8Array): Promise<string | null> {
  const path = join(folder, "demo-1.0-py3-none-any.whl");
  await writeFile(path, bytes);
  const found = await readWheelMetadata(path);
  return found === null ? null : new TextDecoder().decode(found);
}

it("finds METADATA in the one dist-info folder at the top", async () => {
  const own = { "demo-1.0.dist-info/METADATA": "Name: demo\n", "demo/other-1.0.dist-info/METADATA": "Name: other\n" };
  expect(await metadataOf(zipOf(own))).toBe("Name: demo\n");
  expect(await metadataOf(zipOf({ ...own, "more-1.0.dist-info/METADATA": "Name: more\n" }))).toBe(null);
  expect(await metadataOf(zipOf({ "demo/__init__.py": "" }))).toBe(null);
});

it("finds it in a zip of more members than the old format can count", async () => {
  const path = join(folder, "many.whl");
  const make = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    for number in range(65600):
        wheel.writestr(f"m/{number}", b"")
    wheel.writestr("demo-1.0.dist-info/METADATA", "Name: demo\\n")`;
  expect((await runPython(["-c", make, path])).code).toBe(0);
  expect(new TextDecoder().decode((await readWheelMetadata(path)) ?? undefined)).toBe("Name: demo\n");
});

it("finds nothing in what is no zip, or is cut", async () => {
  const good = zipOf({ "demo-1.0.dist-info/METADATA": "Name: demo\n" });
  for (const bytes of [Buffer.alloc(0), Buffer.from("PK"), good.slice(0, -1), good.slice(20)])
    expect(await metadataOf(bytes)).toBe(null);
});
