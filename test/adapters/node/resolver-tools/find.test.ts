import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nodeFiles } from "../../../../src/adapters/node/files.ts";
import { nodeGateway } from "../../../../src/adapters/node/gateway.ts";
import { nodeProcesses } from "../../../../src/adapters/node/processes.ts";
import { makePipTool } from "../../../../src/adapters/node/resolver-tools/pip-tool.ts";
import { makeUvTool } from "../../../../src/adapters/node/resolver-tools/uv-tool.ts";
import { ARM, questionOf } from "../../../rig/resolver-tools/question.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheelhouse-find-"));
});
afterEach(() => rm(folder, { recursive: true }));

const parts = (pythons?: readonly string[]) => ({
  ...{ processes: nodeProcesses, files: nodeFiles, gateway: nodeGateway, environment: { PATH: folder } },
  ...(pythons === undefined ? {} : { pythons }),
});
const program = (name: string, says: string) =>
  writeFile(join(folder, name), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
const signal = new AbortController().signal;

it("says which pips it found too old, and answers no question with them", async () => {
  await program("python3", "3.9 22.3.1");
  const tool = makePipTool(parts());
  const reason = "No pip 23.0 or newer was found: python3 has pip 22.3.1, python has no pip.";
  expect(await tool.find(signal)).toEqual({ reason });
  const answer = await tool.resolve(questionOf("http://127.0.0.1:9/simple/", { "requirements.txt": "a\n" }));
  expect(answer).toMatchObject({ state: "failed", version: "", text: expect.stringContaining("has pip 22.3.1") });
});

it("takes the pip of the target's own Python before any other", async () => {
  await program("python3", "3.9 24.0");
  await program("python3.12", "3.12 26.3");
  const tool = makePipTool(parts());
  expect(await tool.find(signal)).toEqual({ version: "24.0" });
  expect(await tool.find(signal, ARM)).toEqual({ version: "26.3" });
  const answer = await tool.resolve(questionOf("http://127.0.0.1:9/simple/", { "requirements.txt": "a\n" }));
  expect(answer).toMatchObject({ version: "26.3", way: "pip's own resolver with the target's markers and tags" });
});

it("finds uv on PATH, else as a module of a Python, and says when it is too old", async () => {
  await program("python3", "uv 0.9.0 (2025-10-08)");
  expect(await makeUvTool(parts()).find(signal)).toEqual({ version: "0.9.0" });
  await program("uv", "uv 0.13.8 (x86_64-unknown-linux-gnu)");
  expect(await makeUvTool(parts()).find(signal)).toEqual({ version: "0.13.8" });
  await program("uv", "uv 0.4.30");
  const reason = "No uv 0.5.0 or newer was found: uv is 0.4.30.";
  expect(await makeUvTool(parts([])).find(signal)).toEqual({ reason });
});
