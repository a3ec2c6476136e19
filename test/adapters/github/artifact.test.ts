import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeArtifactStore } from "../../../src/adapters/github/artifact.ts";
import { FakeArtifacts } from "../../fakes/surfaces.ts";
import { type ActionsService, startActionsService } from "../../rig/actions-service/index.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";

let service: ActionsService;
let folder = "";
let printed = "";
const debug: string[] = [];
beforeEach(async () => {
  service = await startActionsService();
  folder = mkdtempSync(join(tmpdir(), "wheelhouse-artifact-"));
  writeFileSync(join(folder, "wheelhouse.tgz"), "archive".repeat(1000));
  writeFileSync(join(folder, "report.json"), "{}");
  for (const [name, value] of Object.entries(service.environment())) vi.stubEnv(name, value);
  printed = "";
  debug.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    printed += chunk;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await service.close();
});

const real = (environment: Record<string, string> = service.environment()) =>
  makeArtifactStore({ environment, debug: (line) => debug.push(line) });
const files = () => [join(folder, "wheelhouse.tgz"), join(folder, "report.json")];

describe.each([
  ["the real client", real],
  ["the fake", () => new FakeArtifacts()],
])("an artifact by %s", (_name, make) => {
  it("is uploaded once under its name; the second time that is said in one sentence", async () => {
    const store = make();
    const first = await store.upload("wheelhouse-arm64", files(), folder);
    expect(first).toEqual({
      kind: "uploaded",
      name: "wheelhouse-arm64",
      id: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(await store.upload("wheelhouse-arm64", files(), folder)).toEqual({
      kind: "unavailable",
      reason: expect.stringContaining("already has an artifact called wheelhouse-arm64"),
    });
  });
});

describe("an artifact", () => {
  it("is a zip of the files as they are, not compressed again", async () => {
    await real().upload("wheelhouse-arm64", files(), folder);
    const [artifact] = service.artifacts;
    const zip = unzipSync(new Uint8Array(artifact?.blob.content ?? Buffer.alloc(0)));
    expect(Object.keys(zip).sort()).toEqual(["report.json", "wheelhouse.tgz"]);
    expect(zip["wheelhouse.tgz"]).toHaveLength(7000);
    expect(artifact?.blob.content?.length).toBeGreaterThan(7000);
  });

  it("keeps what the client prints out of the step's output", async () => {
    await real().upload("wheelhouse-arm64", files(), folder);
    await real().upload("wheelhouse-arm64", files(), folder);
    expect(printed).toBe("");
    expect(debug.join("\n")).toContain("Finalizing artifact upload");
    expect(runnerCommands(printed)).toEqual([]);
  });

  it("E6: gets a name that the service takes", async () => {
    const outcome = await real().upload("arm:64/<wheels>", files(), folder);
    expect(outcome).toMatchObject({ kind: "uploaded", name: expect.stringMatching(/^arm-64--wheels--[0-9a-f]{8}$/) });
  });

  it.each([
    ["no service", {}, "offers no artifact service"],
    ["GitHub Enterprise Server", { GITHUB_SERVER_URL: "https://git.example" }, "Enterprise Server"],
  ])("is unavailable with %s, without a request", async (_title, change, reason) => {
    const environment = Object.keys(change).length === 0 ? {} : { ...service.environment(), ...change };
    expect(await real(environment).upload("x", files(), folder)).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining(reason),
    });
    expect(service.requests).toEqual([]);
  });

  it("is unavailable when the storage is full", async () => {
    const body = { code: "resource_exhausted", msg: "insufficient usage to create artifact" };
    service.faults.add({ operation: "*", effect: { kind: "status", status: 403, body } });
    expect(await real().upload("x", files(), folder)).toMatchObject({ reason: expect.stringContaining("is full") });
  });

  it("is unavailable when a file is gone", async () => {
    const outcome = await real().upload("x", [join(folder, "gone.tgz")], folder);
    expect(outcome.kind).toBe("unavailable");
  });
});
