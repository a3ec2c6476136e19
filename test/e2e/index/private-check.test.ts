import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import type { Fault } from "../../rig/simple-index/faults.ts";
import { listen } from "../../rig/simple-index/listen.ts";
import { type SimpleIndex, type SimpleIndexOptions, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { cliEnvironment, runCli } from "./run-cli.ts";
import { makeStage, type Stage } from "./stage.ts";

const projects = buildProjects();
const PASSWORD = "s3cret/p@ss word+42";
const TOKEN = "glpat-Zk31xxLm99";
const auth = { username: "build", password: PASSWORD };
/** Every form in which they could be seen. */
const CANARIES = [
  ...[PASSWORD, TOKEN].flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]),
  ...[`build:${PASSWORD}`, `${TOKEN}:`].map(btoa),
];

let stage: Stage;
let open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  stage = makeStage();
  stage.write("requirements.txt", "purepkg\nshared-lib\n");
});
afterEach(async () => {
  stage.remove();
  for (const item of open) await item.close();
  open = [];
});

async function start(options: Partial<SimpleIndexOptions> = {}): Promise<SimpleIndex> {
  const index = await startSimpleIndex({ projects, auth, ...options });
  open.push(index);
  return index;
}

/** `wheelhouse check` against one index. Fails when a secret is in what it says, in a file of the project, or in its cache. */
async function check(
  indexUrl: string,
  args: readonly string[] = [],
  env = {},
): Promise<{ readonly code: number | null; readonly said: string }> {
  const cache = join(stage.root, "cache");
  const environment = { ...cliEnvironment(stage.home), WHEELHOUSE_CACHE_DIR: cache, ...env };
  const argv = ["check", "--target", "linux/arm64", "--python", "3.12", "--index-url", indexUrl, ...args];
  const run = await runCli(argv, { cwd: stage.project, env: environment });
  expectNoSecret(run.output);
  for (const folder of [stage.project, cache])
    for (const file of filesIn(folder)) expectNoSecret(readFileSync(file, "utf8"), file);
  // Lines are broken to fit a terminal.
  return { code: run.code, said: run.stdout.replaceAll(/\s+/g, " ") };
}

function expectNoSecret(text: string, where = "output"): void {
  for (const canary of CANARIES) expect(text.includes(canary), `${where} holds ${canary}`).toBe(false);
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function outcomes(): readonly (string | undefined)[] {
  return (
    stage
      .report()
      .targets[0]?.packages.map(({ verdict }) => verdict?.outcome)
      .sort() ?? []
  );
}

function withUserinfo({ url }: SimpleIndex, userinfo = `build:${encodeURIComponent(PASSWORD)}`): string {
  return url.replace("//", `//${userinfo}@`);
}

describe("a check on a private index", () => {
  it("D1: is let in by user name and password, or by a token, and nothing that it writes holds them", async () => {
    expect((await check(withUserinfo(await start()))).code).toBe(0);
    expect(outcomes()).toEqual(["PURE", "PURE"]);
    const byToken = await start({ auth: { username: TOKEN, password: "" } });
    expect((await check(withUserinfo(byToken, TOKEN))).code).toBe(0);
    expect(outcomes()).toEqual(["PURE", "PURE"]);
    const inQuery = await startSimpleIndex({ projects });
    open.push(inQuery);
    expect((await check(`${inQuery.url}?token=${TOKEN}`)).code).toBe(0);
  });

  it("D4: is let in by netrc, and by the keyring when that is wanted", async () => {
    const index = await start();
    const netrc = join(stage.home, ".netrc");
    writeFileSync(netrc, `machine 127.0.0.1 login build password "${PASSWORD}"\n`, { mode: 0o600 });
    expect((await check(index.url)).code).toBe(0);
    rmSync(netrc);
    const bin = join(stage.home, "bin");
    mkdirSync(bin);
    const answer = JSON.stringify({ username: "build", password: PASSWORD });
    writeFileSync(join(bin, "keyring"), `#!/bin/sh\nprintf '%s' '${answer}'\n`);
    chmodSync(join(bin, "keyring"), 0o755);
    const env = { PATH: `${bin}:${process.env.PATH}` };
    expect((await check(index.url, ["--keyring-provider", "subprocess"], env)).code).toBe(0);
    expect(outcomes()).toEqual(["PURE", "PURE"]);
  });

  it("E9: that refuses says what it wants, and judges nothing", async () => {
    const index = await start();
    const { host } = new URL(index.url);
    const none = await check(index.url);
    expect(none.said).toContain(`401 from ${host}: it was asked without credentials.`);
    expect([none.code, ...outcomes()]).toEqual([1, "AUTH", "AUTH"]);
    const wrong = await check(withUserinfo(index, `build:${TOKEN}`));
    expect(wrong.said).toContain(`401 from ${host}: it refuses the credentials given.`);
    expect([wrong.code, ...outcomes()]).toEqual([1, "AUTH", "AUTH"]);
  });

  it("D1: that sends elsewhere is followed without the credentials", async () => {
    const stranger = await startSimpleIndex({ projects });
    open.push(stranger);
    const to = (name: string): Fault => ({ kind: "redirect", to: `${stranger.url}${name}/` });
    const index = await start({
      faults: { "/simple/purepkg/": to("purepkg"), "/simple/shared-lib/": to("shared-lib") },
    });
    expect((await check(withUserinfo(index))).code).toBe(0);
    expect(new Set(stranger.requests.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  });

  it.each<[string, Fault, string]>([
    ["sends to a file", { kind: "redirect", to: "file:///etc/passwd" }, "file: addresses are not followed"],
    [
      "sends to the cloud's own address",
      { kind: "redirect", to: "https://169.254.169.254/latest/" },
      "is inside this machine's network link",
    ],
    ["has pages without an end", { kind: "endless" }, "answers with more than 64 MiB"],
    ["is overloaded", { kind: "status", status: 503, headers: { "Retry-After": "3600" } }, "503 from 127.0.0.1"],
  ])("E8: that %s leaves one unknown and the other judged", async (_, fault, words) => {
    const index = await start({ faults: { "/simple/purepkg/": fault } });
    const run = await check(withUserinfo(index));
    expect(run.said).toContain(words);
    expect([run.code, ...outcomes()]).toEqual([1, "PURE", "UNKNOWN"]);
    expect(stage.report().findings.map(({ code }) => code)).not.toContain("missing-wheel");
  });

  it("E8: that has a page of 5 GB is left soon", async () => {
    const huge = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-length": 5 * 1024 ** 3 });
      const pour = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(1024 * 1024, 0x20));
      };
      response.on("drain", pour);
      pour();
    });
    const server = await listen(huge);
    open.push(server);
    const started = performance.now();
    const run = await check(`${server.origin.replace("//", `//build:${encodeURIComponent(PASSWORD)}@`)}/simple/`);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(run.said).toContain("answers with more than 64 MiB");
    expect([run.code, ...outcomes()]).toEqual([1, "UNKNOWN", "UNKNOWN"]);
  });

  it("E9: that is dead is said to be so, and nothing is missing", async () => {
    const index = await start();
    await index.close();
    const run = await check(withUserinfo(index));
    expect(run.said).toContain(`${new URL(index.url).host} does not answer: connection refused`);
    expect([run.code, ...outcomes()]).toEqual([1, "UNKNOWN", "UNKNOWN"]);
    expect(stage.report().findings.map(({ code }) => code)).not.toContain("missing-wheel");
  });
});
