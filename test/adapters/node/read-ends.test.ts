import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles } from "../../../src/adapters/node/files.ts";

describe("readEnds", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wheelhouse-ends-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (content: string | Uint8Array, limit: number): Promise<string> => {
    await writeFile(join(folder, "log"), content);
    return Buffer.from(await nodeFiles.readEnds(join(folder, "log"), limit)).toString();
  };

  it("gives a file that is short enough byte for byte", async () => {
    expect(await read("one\ntwo", 7)).toBe("one\ntwo");
    expect(await read("", 7)).toBe("");
  });

  it("keeps whole lines of both ends and counts what is between them", async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}\n`);
    const text = lines.join("");
    const ends = await read(text, 400);
    const [, head = "", bytes, tail = ""] = /^(.*\n)… (\d+) bytes left out …\n(.*)$/s.exec(ends) ?? [];
    expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
    expect(head.length + tail.length + Number(bytes)).toBe(text.length);
    expect(tail).toMatch(/^line \d+\n/);
    expect(tail.length).toBeGreaterThan(2 * head.length);
    expect(head.length + tail.length).toBeLessThanOrEqual(400);
  });

  it("leaves lines out that are longer than the limit", async () => {
    expect(await read(`${"x".repeat(500)}\nend\n`, 100)).toBe("… 501 bytes left out …\nend\n");
  });

  it("says why it cannot", async () => {
    await expect(nodeFiles.readEnds(join(folder, "absent"), 9)).rejects.toMatchObject({ code: "unreadable-file" });
  });
});
