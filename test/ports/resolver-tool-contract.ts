import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResolverTool, ToolQuestion } from "../../src/ports/resolver-tool.ts";
import type { ToolWorld } from "../rig/resolver-tools/programs.ts";
import { BUILD_MARK, toolProjects } from "../rig/resolver-tools/projects.ts";
import { INTEL, questionOf, settingsOf } from "../rig/resolver-tools/question.ts";
import { type SimpleIndex, startSimpleIndex } from "../rig/simple-index/simple-index.ts";
import { CANARIES } from "./lane-contract.ts";

export interface ToolSetting {
  readonly tool: ResolverTool;
  readonly world: ToolWorld;
}

/**
 * What every real installer behind the port promises (`ports/resolver-tool.ts`). `open` makes one on a machine with these
 * variables, in the folder.
 */
export function describeResolverTool(
  name: string,
  open: (folder: string, environment: Readonly<Record<string, string>>) => Promise<ToolSetting>,
): void {
  describe(`resolver tool: ${name}`, () => {
    let folder: string;
    let setting: ToolSetting;
    let index: SimpleIndex;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "wheelhouse-tool-"));
      setting = await open(folder, { ...CANARIES, [BUILD_MARK]: join(folder, "built") });
      index = await startSimpleIndex({ projects: [...toolProjects()] });
    });
    afterAll(async () => {
      await index?.close();
      await rm(folder, { recursive: true, force: true });
    });
    const ask = (requirements: string, more: Parameters<typeof questionOf>[2] = {}) =>
      setting.tool.resolve(questionOf(index.url, { "requirements.txt": requirements }, more));
    const pinsOf = async (...question: Parameters<typeof ask>) => {
      const answer = await ask(...question);
      expect(answer, answer.text).toMatchObject({ state: "resolved" });
      return Object.fromEntries(answer.pins);
    };

    it("is found, and tells its version with each answer", async () => {
      const found = await setting.tool.find(new AbortController().signal);
      expect(found).toEqual({ version: expect.stringMatching(/^\d+\.\d+/) });
      const answer = await ask("shared");
      expect(answer).toMatchObject({ state: "resolved", ...found });
      expect(answer.way).toMatch(/target|--python-platform/);
    });

    it("lets the markers of the target decide, whatever this machine is", async () => {
      const shared = { "by-marker": "1.0", "new-only": "1.0" };
      expect(await pinsOf("by-marker")).toEqual({ ...shared, "arm-only": "1.0" });
      expect(await pinsOf("by-marker", { target: INTEL })).toEqual({ ...shared, "intel-only": "1.0" });
    });

    it("lets the wheel tags of the target decide", async () => {
      expect(await pinsOf("by-tag")).toEqual({ "by-tag": "1.0" });
      expect(await pinsOf("by-tag", { target: INTEL })).toEqual({ "by-tag": "2.0" });
      expect(await ask("by-tag>=3")).toMatchObject({ state: "refused" });
    });

    it("lets the Python of the target decide on Requires-Python", async () => {
      expect(await pinsOf("by-python")).toEqual({ "by-python": "1.0" });
      expect(await pinsOf("since-python")).toEqual({ "since-python": "1.0" });
      expect(await ask("by-python>=2")).toMatchObject({ state: "refused" });
    });

    it("refuses what does not hold together, in its own words and with the user's file names", async () => {
      const answer = await ask("left\nright\n");
      expect(answer).toMatchObject({ state: "refused", pins: new Map() });
      expect(answer.text).toMatch(/left/);
      expect(answer.text).not.toContain("wheelhouse-verify-");
    });

    it("obeys constraints, extras and included files", async () => {
      const files = {
        "requirements.txt": "-r more/extra.txt\nshared\n",
        "more/extra.txt": "-c ../limits.txt\nwith-extra[more]\n",
        "limits.txt": "shared<2\n",
        "constraints.txt": "arm-only==1.0\n",
      };
      const answer = await setting.tool.resolve(questionOf(index.url, files));
      expect(Object.fromEntries(answer.pins)).toEqual({ shared: "1.0", "with-extra": "1.0", "arm-only": "1.0" });
    });

    it("asks the index that a file names, through the loopback index", async () => {
      const asked = questionOf("http://127.0.0.1:9/simple/", { "requirements.txt": `-i ${index.url}\nshared\n` });
      expect(await setting.tool.resolve(asked)).toMatchObject({ state: "resolved" });
      const lastly = setting.world.commands.at(-1);
      expect(JSON.stringify([lastly?.argv, lastly?.env])).not.toContain(new URL(index.url).host);
    });

    it("takes a wheel from an address of its own", async () => {
      const url = `${index.origin}/files/left-1.0-py3-none-any.whl`;
      expect(await pinsOf(`left @ ${url}\n`)).toEqual({ left: "1.0", shared: "1.0" });
    });

    it("builds nothing: it could not tell, unless sources are not allowed", async () => {
      const open = await ask("source-only");
      expect(open, open.text).toMatchObject({ state: "failed" });
      expect(open.text).toMatch(/source/);
      expect(await ask("source-only", { onlyBinary: [":all:"] })).toMatchObject({ state: "refused" });
      const link = await ask("git+https://git.example/project#egg=project");
      expect(link).toMatchObject({ state: "failed", text: expect.stringContaining("nothing is built here") });
      expect(existsSync(join(folder, "built"))).toBe(false);
    });

    it("says that it could not tell when a file cannot be read", async () => {
      const answer = await ask("-r missing.txt\n");
      expect(answer).toMatchObject({ state: "failed", text: expect.stringContaining("requirements.txt:1:1") });
    });

    it("does not call it a refusal when the index does not answer", async () => {
      const dead = questionOf("http://127.0.0.1:9/simple/", { "requirements.txt": "shared\n" });
      expect(await setting.tool.resolve(dead)).toMatchObject({ state: "failed" });
      const broken = await startSimpleIndex({
        projects: [...toolProjects()],
        faults: { "/simple/shared/": { kind: "status", status: 503 } },
      });
      const half = await setting.tool.resolve(questionOf(broken.url, { "requirements.txt": "left\nright\n" }));
      await broken.close();
      expect(half, half.text).toMatchObject({ state: "failed" });
    });

    it("stops when its time is over, and when the run is cancelled", async () => {
      const slow = await startSimpleIndex({ projects: [...toolProjects()], delay: 20_000 });
      const question = (more: Partial<ToolQuestion>) =>
        setting.tool.resolve(questionOf(slow.url, { "requirements.txt": "shared\n" }, more));
      const late = await question({ timeoutSeconds: 2 });
      expect(late).toMatchObject({ state: "failed", text: expect.stringContaining("No answer within 2 seconds") });
      expect(late.seconds).toBeLessThan(12);
      const cancelled = question({ signal: AbortSignal.timeout(1_000) });
      await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
      await slow.close();
    });

    it("sees no secret, tells none, and leaves nothing behind", async () => {
      const auth = { username: "reader", password: "canary-index" };
      const closed = await startSimpleIndex({ projects: [...toolProjects()], auth });
      const url = closed.url.replace("//", "//reader:canary-index@");
      const files = { "requirements.txt": `--extra-index-url ${url}\nleft\nright\n` };
      const answer = await setting.tool.resolve({ ...questionOf(url, files), settings: settingsOf(url) });
      await closed.close();
      expect(answer, answer.text).toMatchObject({ state: "refused" });
      const { commands, folders } = setting.world;
      const seen = JSON.stringify([answer, commands.map(({ argv, env }) => [argv, env])]);
      expect(seen).not.toContain("canary");
      expect(seen).not.toContain(auth.username);
      expect(folders.length).toBeGreaterThan(5);
      expect(folders.filter((made) => existsSync(made))).toEqual([]);
    });
  });
}
