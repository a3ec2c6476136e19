import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import type { ActionResult } from "../../rig/harness/request.ts";
import { HOSTILE_PACKS } from "../../rig/store/hostile-packs.ts";
import { makeSentinel, type Sentinel } from "../../rig/store/sentinel.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

let world: HarnessWorld;
let sentinel: Sentinel;
beforeEach(async () => {
  [world, sentinel] = await Promise.all([makeWorld({ "requirements.txt": "purepkg\ncext\n" }), makeSentinel()]);
});
afterEach(async () => {
  await Promise.all([world.close(), sentinel.remove()]);
});

/** Changes the one entry that an earlier run has saved. */
function replaceEntry(change: (content: Buffer) => Uint8Array): void {
  const [entry] = world.actions.entries;
  if (entry?.blob.content == null) throw new Error("nothing was saved");
  entry.blob.content = Buffer.from(change(entry.blob.content));
}

const reportOf = (result: ActionResult) =>
  BuildReportSchema.parse(JSON.parse(readFileSync(result.outputs["report-json"] ?? "", "utf8")));

describe("an entry of the cache that somebody else wrote", () => {
  it("A1: writes nothing outside and is a miss: the build goes on", async () => {
    await world.run();
    const hostile = HOSTILE_PACKS.filter(({ row }) => row === "A1" || row === "A2");
    expect(hostile.length).toBeGreaterThan(5);
    for (const { what, make } of [hostile[0], hostile[1], hostile.at(-1)].flatMap((pack) => pack ?? [])) {
      replaceEntry(() => make(sentinel.victim));
      const before = await sentinel.digest();
      const result = await world.run();
      expect([what, await sentinel.digest()]).toEqual([what, before]);
      expect(readdirSync(world.project.parent)).toEqual(["repo"]);
      expect(result).toMatchObject({ conclusion: "success", main: { exitCode: 0 }, post: { exitCode: 0 } });
      expect(result.outputs).toMatchObject({ "cache-hit": "false", "built-count": "1", "downloaded-count": "1" });
      expect(result.annotations.filter(({ level }) => level !== "notice")).toEqual([]);
      expect(result.main.log.match(/^Warning: .*refused.*$/gim)).toHaveLength(1);
    }
  });

  it("A7: loses just the wheel whose bytes changed, which is built again and named", async () => {
    const first = await world.run();
    const folder = first.outputs["wheelhouse-path"] ?? "";
    const cext = readdirSync(folder).find((file) => file.startsWith("cext-")) ?? "";
    const wheel = readFileSync(join(folder, cext));
    replaceEntry((content) => {
      const at = content.indexOf(wheel);
      expect(at).toBeGreaterThan(0);
      const changed = Buffer.from(content);
      changed.writeUInt8(changed.readUInt8(at + 100) ^ 1, at + 100);
      return changed;
    });
    const second = await world.run();
    expect(second.outputs).toMatchObject({ "built-count": "1", "reused-count": "1", "downloaded-count": "0" });
    expect(reportOf(second).targets[0]?.cache.reason).toContain(`${cext} was not used`);
  });
});

describe("a run that may not use the cache", () => {
  it.each([
    ["write", "read", "The cache was not saved: this run's token may only read it."],
    ["read", "write", "The cache was not restored: this run's token may not read it."],
  ] as const)("A12: says in one line that the %s was denied and ends with 0", async (_denied, permission, line) => {
    const result = await world.run({ cacheScopes: [{ ref: "refs/heads/main", permission }] });
    expect(result).toMatchObject({ conclusion: "success", main: { exitCode: 0 }, post: { exitCode: 0 } });
    // A write is known after the report is written, a read before it.
    const said = [result.main.log, result.post?.log, result.summary].join("\n").split(line).length - 1;
    expect(said).toBe(1);
    expect(result.annotations).toEqual([]);
  });
});

describe("a build from source", () => {
  it("A17: sees no token, no input and nothing of the runner's service, in its environment or on a command line", async () => {
    await world.project.write("requirements.txt", "envdump\n");
    const secrets = { GITHUB_TOKEN: "canary-1", MY_DEPLOY_TOKEN: "canary-2", AWS_SECRET_ACCESS_KEY: "canary-3" };
    const result = await world.run({ env: secrets, debug: true });
    const folder = result.outputs["wheelhouse-path"] ?? "";
    const files = unzipSync(readFileSync(join(folder, "envdump-1.0-py3-none-any.whl")));
    const text = new TextDecoder().decode(files["envdump/seen.json"]);
    const seen = JSON.parse(text) as { environ: Record<string, string>; commandLines: string[][] };
    const names = Object.keys(seen.environ);
    expect(names).toContain("PATH");
    expect(names.filter((name) => /^(ACTIONS|INPUT|GITHUB|STATE)_|TOKEN|SECRET/.test(name))).toEqual([]);
    expect(seen.commandLines.flat().join(" ")).toContain("dist/build.js");
    for (const secret of [result.token, result.runtimeToken, "canary-"]) expect(text).not.toContain(secret);
  });
});
