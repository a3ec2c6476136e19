import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { type Arm64Rig, startArm64Rig } from "../../rig/arm64/index.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

let rig: Arm64Rig;
let index: SimpleIndex;
let root: string;

beforeAll(async () => {
  rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  index = await startSimpleIndex({ projects: buildProjects() });
  root = await mkdtemp(join(tmpdir(), "wheelhouse-arm64-cli-"));
  await mkdir(join(root, "project"));
});

afterAll(async () => {
  await index?.close();
  await rig?.stop();
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

const cli = [process.execPath, resolve("dist/cli.js"), "build", "--target", "linux/arm64", "--json"];

/** The committed bundle on the command line; `prefix` goes before the program. */
async function build(args: readonly string[] = [], prefix: readonly string[] = []) {
  const exit = await nodeProcesses.run({
    argv: [...prefix, ...cli, "--index-url", index.url, "--container-network", "host", "--image", rig.image, ...args],
    cwd: join(root, "project"),
    env: { ...rig.environment, HOME: root, PIP_CONFIG_FILE: "/dev/null" },
    capture: true,
  });
  return { ...exit, json: JSON.parse(exit.stdout) as unknown };
}

const wheelhouse = (): string => join(root, "project/.wheelhouse/wheelhouse");

describe("wheelhouse build --target linux/arm64 on this machine", () => {
  it("builds the C extension under QEMU: tagged linux_aarch64, its code is ARM's", async () => {
    await writeFile(join(root, "project/requirements.txt"), "purepkg\nmanypkg\ncext\n");
    const { code, json, tail } = await build();
    expect(code, tail.join("\n")).toBe(0);
    const [target] = BuildReportSchema.parse(json).targets;
    expect(target).toMatchObject({ lane: "emulated", counts: { packages: 3, built: 1, failed: 0 } });
    const cext = target?.packages.find(({ name }) => name === "cext");
    expect(cext).toMatchObject({
      status: "built",
      lane: "emulated",
      file: expect.stringMatching(/linux_aarch64\.whl$/),
    });
    expect(cext?.seconds.build).toBeGreaterThan(0);
    const members = unzipSync(await readFile(join(wheelhouse(), cext?.file ?? "")));
    const [name = "", code_] = Object.entries(members).find(([path]) => path.endsWith(".so")) ?? [];
    await writeFile(join(root, "extension.so"), code_ ?? "");
    const { stdout } = spawnSync("file", ["--brief", join(root, "extension.so")], { encoding: "utf8" });
    expect(`${name}: ${stdout}`).toMatch(/ELF 64-bit LSB .*ARM aarch64/);
  });

  it("takes the arm64 wheel where the index has one for each architecture", async () => {
    expect((await readdir(wheelhouse())).filter((name) => name.startsWith("manypkg"))).toEqual([
      expect.stringMatching(/aarch64\.whl$/),
    ]);
  });

  it("builds and fetches nothing the second time", async () => {
    const { json } = await build();
    expect(BuildReportSchema.parse(json).targets[0]?.counts).toMatchObject({ reused: 3, built: 0, downloaded: 0 });
  });

  it("a failing compile under QEMU is a failed build with its log, and the others are finished", async () => {
    await writeFile(join(root, "project/requirements.txt"), "cbad\ncext\n");
    const { code, json } = await build();
    const report = BuildReportSchema.parse(json);
    expect(code).toBe(1);
    expect(report.findings.map(({ code: found, packages }) => [found, packages])).toContainEqual([
      "build-failed",
      ["cbad"],
    ]);
    expect((await readdir(wheelhouse())).some((name) => name.startsWith("cext"))).toBe(true);
  });

  it("builds for both architectures in one run, each into a folder of its own", async () => {
    await writeFile(join(root, "project/requirements.txt"), "purepkg\ncext\n");
    const { code, json } = await build(["--target", "linux/amd64"]);
    expect(code).toBe(0);
    const targets = BuildReportSchema.parse(json).targets;
    expect(targets.map(({ lane }) => lane)).toEqual(["emulated", "native"]);
    for (const { target } of targets) {
      const machine = target.endsWith("aarch64") ? "aarch64" : "x86_64";
      const wheels = (await readdir(join(wheelhouse(), target))).filter((name) => name.endsWith(".whl"));
      expect(wheels).toEqual([
        expect.stringMatching(new RegExp(`linux_${machine}\\.whl$`)),
        expect.stringMatching(/^purepkg-/),
      ]);
      expect((await readdir(join(root, "project/.wheelhouse"))).includes(`wheelhouse-${target}.tgz`)).toBe(true);
    }
  });

  it("without an emulator: stops before any work and says exactly what to add", async () => {
    // Only this command sees the registration gone.
    const hidden = ["unshare", "--mount", "sh", "-c", 'umount /proc/sys/fs/binfmt_misc && exec "$@"', "sh"];
    const before = index.requests.length;
    const { code, json } = await build([], hidden);
    expect(code).toBe(2);
    const { error } = json as { error: { code: string; message: string; hint: string } };
    expect(error.code).toBe("no-emulation");
    expect(error.hint).toContain("docker/setup-qemu-action");
    expect(error.hint).toContain("platforms: arm64");
    expect(error.hint).toContain("tonistiigi/binfmt");
    expect(error.hint).toContain("ubuntu-24.04-arm");
    expect(index.requests).toHaveLength(before);
  });
});
