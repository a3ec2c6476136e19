import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/adapters/node/files.ts";
import { nodePacks } from "../../src/adapters/node/packs.ts";
import { type AfterJob, parseAfterJob } from "../../src/app/after-job.ts";
import { finishJob } from "../../src/app/finish-job.ts";
import { makeMemoryCache } from "../fakes/memory-cache.ts";
import { FakeLog } from "../fakes/surfaces.ts";

const PLAN: AfterJob = {
  version: 1,
  saves: [{ target: "cp312", folder: "/w", scope: "5f0a", restoredKey: null, manifestSha256: "0".repeat(64) }],
};

describe("the state between main and post", () => {
  it("comes back as it was", () => {
    expect(parseAfterJob(JSON.stringify(PLAN))).toEqual({ ok: true, value: PLAN });
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["another version", { ...PLAN, version: 2 }],
    ["no list", { version: 1, saves: {} }],
    ["no scope", { version: 1, saves: [{ ...PLAN.saves[0], scope: undefined }] }],
    ["no digest", { version: 1, saves: [{ ...PLAN.saves[0], manifestSha256: null }] }],
    ["a digest that is none", { version: 1, saves: [{ ...PLAN.saves[0], manifestSha256: "../x" }] }],
    ["a folder that is no text", { version: 1, saves: [{ ...PLAN.saves[0], folder: ["/"] }] }],
  ])("A19: is not taken with %s", (_title, state) => {
    expect(parseAfterJob(typeof state === "string" ? state : JSON.stringify(state)).ok).toBe(false);
  });
});

describe("the end of the job", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wheelhouse-after-"));
    mkdirSync(join(folder, "wheelhouse"));
    writeFileSync(join(folder, "wheelhouse/wheelhouse.json"), "{}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const finish = async (manifestSha256: string) => {
    const [cache, log] = [makeMemoryCache(), new FakeLog()];
    const save = {
      target: "cp312",
      folder: join(folder, "wheelhouse"),
      scope: "5f0a",
      restoredKey: null,
      manifestSha256,
    };
    const gone = { ...save, target: "cp313", folder: join(folder, "gone") };
    const plan: AfterJob = { version: 1, saves: [save, gone] };
    await finishJob(plan, { files: nodeFiles, packs: nodePacks, cache, log }, join(folder, "work"));
    return { saved: cache.entries.size, lines: log.lines };
  };

  it("A19: saves nothing when the manifest is not the one that main wrote", async () => {
    const { saved, lines } = await finish("0".repeat(64));
    expect([saved, lines[0]]).toEqual([0, "Nothing was saved: wheelhouse.json was changed after the build."]);
  });

  it("goes on with the next wheelhouse when one is missing or malformed", async () => {
    const { saved, lines } = await finish(createHash("sha256").update("{}").digest("hex"));
    expect([saved, lines.length]).toEqual([0, 2]);
    expect(lines[1]).toBe("Nothing was saved: there is no wheelhouse.");
  });
});
