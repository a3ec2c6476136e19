import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "../../rig/simple-index/counting-proxy.ts";
import { expectCounts, expectExit, REPORT_FILES } from "./expect-run.ts";
import { realIndexUrl } from "./real-index.ts";
import { realIndexEnvironment, runCli } from "./run-cli.ts";
import { makeStage, type Stage } from "./stage.ts";

const REPOSITORY = new URL("../../../", import.meta.url);
const ADDED = "itsdangerous";

describe("The quickstart, with the real index and an empty home folder", () => {
  let stage: Stage;
  let proxy: CountingProxy;

  beforeAll(async () => {
    stage = makeStage();
    cpSync(new URL("examples", REPOSITORY), `${stage.project}/examples`, { recursive: true });
    proxy = await startCountingProxy(realIndexUrl(stage.home));
  });
  afterAll(async () => {
    stage.remove();
    await proxy.close();
  });

  const requirements = (): string => readFileSync(`${stage.project}/examples/quickstart/requirements.txt`, "utf8");
  const build = (...args: readonly string[]) =>
    runCli(["build", "-r", "examples/quickstart/requirements.txt", ...args], {
      cwd: stage.project,
      env: realIndexEnvironment(stage.home),
    });

  it("prints a report and leaves wheels, archive, report and every classic file", async () => {
    const run = await build();
    expectExit(run, 0);
    const wanted = requirements().match(/^\w.*$/gm) ?? [];
    expect(run.stdout).toContain("spidev 3.6");
    expectCounts(stage, { requirements: wanted.length, failed: 0, reused: 0 });
    expect(stage.report()).toMatchObject({ complete: true, command: "build" });
    for (const file of [...REPORT_FILES, "wheelhouse.tgz", "wheelhouse/wheelhouse.json"]) {
      expect(statSync(`${stage.output}/${file}`).size, file).toBeGreaterThan(0);
    }
    expect(stage.wheels()).toHaveLength(stage.report().targets[0]?.counts.packages ?? 0);
    expect(readFileSync(`${stage.output}/recommended_requirements.in`, "utf8")).toContain(requirements());
    expect(
      readdirSync(stage.output).filter((name) => name.startsWith(".")),
      "left over",
    ).toEqual([]);
  });

  it("has compiled at least one wheel out of an sdist", () => {
    const built = stage.package("spidev");
    expect(built).toMatchObject({ status: "built", artifact: "sdist", lane: "native" });
    expect(built.seconds.build).toBeGreaterThan(0);
    const members = unzipSync(readFileSync(`${stage.output}/wheelhouse/${built.file}`));
    const libraries = Object.entries(members).filter(([name]) => name.endsWith(".so"));
    expect(libraries).not.toEqual([]);
    for (const [, bytes] of libraries) expect(Buffer.from(bytes.subarray(0, 4)).toString("latin1")).toBe("\x7fELF");
    expect(readFileSync(`${stage.output}/${built.log}`, "utf8")).toContain("gcc");
  });

  it("writes a report.json that fits the published schema", () => {
    const schema = JSON.parse(readFileSync(new URL("schema/build-report.v1.json", REPOSITORY), "utf8")) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(JSON.parse(readFileSync(`${stage.output}/report.json`, "utf8")));
    expect(validate.errors).toBeNull();
  });

  it("asks for project pages alone the next time, and prints that report as JSON", async () => {
    rmSync(`${stage.home}/.cache/pip`, { recursive: true, force: true });
    const run = await build("--index-url", proxy.url, "--json");
    expectExit(run, 0);
    expect(proxy.count("page")).toBeGreaterThan(7);
    expect(proxy.requests.filter(({ kind }) => kind !== "page").map(({ path }) => path)).toEqual([]);
    expectCounts(stage, { downloaded: 0, built: 0, failed: 0 });
    expect(JSON.parse(run.stdout)).toEqual(JSON.parse(readFileSync(`${stage.output}/report.json`, "utf8")));
  });

  it("fetches just the files of a requirement that is new", async () => {
    proxy.forget();
    stage.write("examples/quickstart/requirements.txt", `${requirements()}${ADDED}==2.2.0\n`);
    expectExit(await build("--index-url", proxy.url), 0);
    const fetched = proxy.requests.filter(({ kind }) => kind === "file").map(({ path }) => path.split("/").at(-1));
    expect(fetched).toEqual([stage.package(ADDED).file]);
    const metadata = proxy.requests.filter(({ kind }) => kind === "metadata").map(({ path }) => path.split("/").at(-1));
    expect(metadata.filter((name) => name !== `${stage.package(ADDED).file}.metadata`)).toEqual([]);
    expectCounts(stage, { downloaded: 1, built: 0 });
  });
});
