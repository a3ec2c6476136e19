import { spawn } from "node:child_process";
import { chown, mkdir, mkdtemp, readdir, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDockerLaneProvider } from "../../../src/adapters/docker/lane-provider.ts";
import type { DockerLaneParts } from "../../../src/adapters/docker/parts.ts";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import { readTargets } from "../../../src/app/check/read-target.ts";
import type { Lane, LaneRequest } from "../../../src/ports/lane.ts";
import { logInto } from "../../adapters/docker/open-lane.ts";
import { CANARIES, describeLane } from "../../ports/lane-contract.ts";
import { type Arm64Rig, startArm64Rig } from "../../rig/arm64/index.ts";
import { run } from "../../rig/arm64/run.ts";
import { writeExtensionProject } from "./fixture-project.ts";

let rig: Arm64Rig;
let root: string;
let count = 0;

beforeAll(async () => {
  rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  root = await mkdtemp(join(tmpdir(), "wheelhouse arm64-"));
});

afterAll(async () => {
  await rig?.stop();
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

async function makeRequest(change: Partial<LaneRequest> = {}): Promise<LaneRequest> {
  count += 1;
  const [workFolder, projectFolder] = [join(root, `work ${count}`), join(root, `project ${count}`)];
  for (const folder of [workFolder, projectFolder]) await mkdir(folder);
  return {
    ...{ platform: "linux/arm64", python: null, libc: null, image: rig.image, containerNetwork: "host" },
    ...{ workFolder, projectFolder, signal: new AbortController().signal, ...change },
  };
}

function provider(change: Partial<DockerLaneParts> = {}) {
  return makeDockerLaneProvider({
    processes: nodeProcesses,
    files: nodeFiles,
    log: logInto([]),
    hostEnvironment: { ...rig.environment, ...CANARIES, PIP_DISABLE_PIP_VERSION_CHECK: "1" },
    ...change,
  });
}

async function containers(): Promise<readonly string[]> {
  const names = await run(["docker", "ps", "--all", "--format", "{{.Names}}"], { env: rig.environment });
  return names.split("\n").filter((name) => name !== "");
}

describeLane("in a real arm64 container", async () => {
  const request = await makeRequest();
  return { lane: await provider().open(request), ...request, end: async () => {} };
});

describe("the arm64 container", () => {
  it("runs the target's Python under QEMU, as this user, and says what it is", async () => {
    const request = await makeRequest();
    const lane = await provider().open(request);
    const code = "import os,platform,sysconfig; print(platform.machine(), sysconfig.get_platform(), os.getuid())";
    const exit = await lane.python({ arguments: ["-c", code], cwd: request.workFolder, capture: true });
    await lane.close();
    expect(exit.stdout).toBe(`aarch64 linux-aarch64 ${process.getuid?.()}\n`);
    expect(lane.kind).toBe(process.arch === "arm64" ? "native" : "emulated");
    expect(lane.description).toMatch(
      /^wheelhouse-ci\/\w+-arm64:1 \(sha256:[0-9a-f]{64}\), Python 3\.\d+\.\d+, QEMU \d+\.\d+/,
    );
  });

  it("E11: was created without privileges, socket, capabilities, variables or foreign namespaces", async () => {
    const lane = await provider().open(await makeRequest());
    const [name = ""] = await containers();
    const [{ HostConfig, Config, Mounts }] = JSON.parse(
      await run(["docker", "inspect", name], { env: rig.environment }),
    );
    await lane.close();
    expect(HostConfig).toMatchObject({
      Privileged: false,
      CapDrop: ["ALL"],
      CapAdd: null,
      PidMode: "",
      AutoRemove: true,
    });
    expect(HostConfig.SecurityOpt).toContain("no-new-privileges");
    expect(JSON.stringify(Mounts)).not.toContain("docker.sock");
    expect(Mounts.filter(({ RW }: { RW: boolean }) => RW)).toHaveLength(1);
    expect(Config.Env).toEqual(["PATH=/usr/local/bin:/usr/bin:/bin"]);
    expect(Config.User).toBe(`${process.getuid?.()}:${process.getgid?.()}`);
  });

  it("cannot write the project folder", async () => {
    const request = await makeRequest();
    const lane = await provider().open(request);
    const target = join(request.projectFolder, "new.txt");
    const exit = await lane.python({
      arguments: ["-c", `open(${JSON.stringify(target)}, "w")`],
      cwd: request.workFolder,
    });
    await lane.close();
    expect(exit.tail.at(-1)).toContain("Read-only file system");
    expect(await readdir(request.projectFolder)).toEqual([]);
  });

  it("compiles a C extension into a wheel for aarch64, owned by this user", async () => {
    const request = await makeRequest();
    const project = join(request.workFolder, "whichcpu");
    await writeExtensionProject(project);
    const lane = await provider().open(request);
    const wheel = await buildWheel(lane, request.workFolder, project);
    expect(wheel).toMatch(/^whichcpu-1\.0-cp3\d+-cp3\d+-linux_aarch64\.whl$/);
    const unpacked = join(request.workFolder, "unpacked");
    await run(["python3", "-m", "zipfile", "-e", join(request.workFolder, "out", wheel), unpacked]);
    const library = (await readdir(unpacked)).find((name) => name.endsWith(".so")) ?? "";
    expect(await run(["file", "--brief", join(unpacked, library)])).toMatch(
      /^ELF 64-bit LSB shared object, ARM aarch64/,
    );
    const answer = await lane.python({
      arguments: ["-c", "import whichcpu; print(whichcpu.name())"],
      cwd: unpacked,
      capture: true,
    });
    await lane.close();
    expect(answer.stdout).toBe("aarch64\n");
    expect((await stat(join(request.workFolder, "out", wheel))).uid).toBe(process.getuid?.());
  });

  it("works for an ordinary user that the image does not know", async () => {
    const request = await makeRequest();
    await mkdir(join(request.workFolder, "home"));
    for (const folder of [request.workFolder, join(request.workFolder, "home")]) await chown(folder, 4321, 4322);
    const lane = await provider({ machine: { user: { uid: 4321, gid: 4322 } } }).open(request);
    const code = "import os,getpass; open('mine','w').close(); print(os.getuid(), os.path.expanduser('~'))";
    const exit = await lane.python({ arguments: ["-c", code], cwd: request.workFolder, capture: true });
    await lane.close();
    expect(exit.stdout).toBe(`4321 ${join(request.workFolder, "home")}\n`);
    expect(await stat(join(request.workFolder, "mine"))).toMatchObject({ uid: 4321, gid: 4322 });
  });

  it("sees a certificate file that a variable names, through a symbolic link", async () => {
    const request = await makeRequest();
    const link = join(root, "our certificates.pem");
    await symlink(import.meta.filename, link);
    const lane = await provider({ hostEnvironment: { ...rig.environment, PIP_CERT: link } }).open(request);
    const code = "import os; print('the arm64 container' in open(os.environ['PIP_CERT']).read())";
    const exit = await lane.python({ arguments: ["-c", code], cwd: request.workFolder, capture: true });
    await lane.close();
    expect(exit.stdout).toBe("True\n");
  });
});

describe("an image as a target of a check", () => {
  it("is read by asking its own Python, with the tags and markers that its own pip knows, and leaves nothing", async () => {
    const request = await makeRequest();
    const lane = await provider().open(request);
    const code =
      "import json; from pip._vendor.packaging import markers, tags; " +
      "print(json.dumps([[str(tag) for tag in tags.sys_tags()], markers.default_environment()]))";
    const exit = await lane.python({ arguments: ["-c", code], cwd: request.workFolder, capture: true });
    await lane.close();
    const [tags, markers] = JSON.parse(exit.stdout);
    const wishes = { targets: [`image:linux/arm64:${rig.image}`], python: null, libc: null };
    const [read] = await readTargets(
      { ...wishes, workingDirectory: request.workFolder },
      {
        ...{ files: nodeFiles, nativeLane: provider(), containerLane: provider(), signal: request.signal },
        host: { platform: "linux/amd64", home: null, environment: {} },
        pythonHere: async () => null,
      },
    );
    expect(read?.target).toMatchObject({ platform: { name: "linux/arm64" }, profile: `image:${rig.image}`, tags });
    expect(read?.target.markers).toMatchObject({
      platform_machine: "aarch64",
      python_full_version: markers.python_full_version,
    });
    expect(await containers()).toEqual([]);
  });
});

describe("nothing is left behind", () => {
  it("after close", async () => {
    const lane = await provider().open(await makeRequest());
    expect(await containers()).toHaveLength(1);
    await lane.close();
    expect(await containers()).toEqual([]);
  });

  it("after a run is cancelled in the middle of a command", async () => {
    const stop = new AbortController();
    const request = await makeRequest({ signal: stop.signal });
    const lane = await provider().open(request);
    const exit = await lane.python({
      arguments: ["-c", "import time; print('asleep', flush=True); time.sleep(600)"],
      cwd: request.workFolder,
      signal: stop.signal,
      onLine: () => stop.abort(),
    });
    expect(exit.seconds).toBeLessThan(300);
    await expect.poll(containers, { timeout: 15_000 }).toEqual([]);
    await lane.close();
  });

  it("after this process is killed outright", async () => {
    const request = await makeRequest();
    const child = spawn(process.execPath, ["--input-type=module", "-e", holderScript(request)], {
      env: rig.environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((ready) => child.stdout.once("data", () => ready()));
    expect(await containers()).toHaveLength(1);
    child.kill("SIGKILL");
    await expect.poll(containers, { timeout: 15_000 }).toEqual([]);
  });
});

describe("before any work", () => {
  it("I10: without a registered QEMU no container starts, and the message tells what to add", async () => {
    const empty = join(root, "no-binfmt");
    await mkdir(empty);
    const opening = provider({ machine: { platform: "amd64", binfmtFolder: empty } }).open(await makeRequest());
    await expect(opening).rejects.toMatchObject({
      code: "no-emulation",
      hint: expect.stringMatching(/docker\/setup-qemu-action.*platforms: arm64.*binfmt.*ubuntu-24\.04-arm/s),
    });
    expect(await containers()).toEqual([]);
  });

  it("names a Python that the image lacks, and leaves no container", async () => {
    await expect(provider().open(await makeRequest({ python: "3.7" }))).rejects.toMatchObject({ code: "no-python" });
    expect(await containers()).toEqual([]);
  });
});

async function buildWheel(lane: Lane, workFolder: string, project: string): Promise<string> {
  const out = join(workFolder, "out");
  const options = ["--no-build-isolation", "--no-index", "--no-deps", "--wheel-dir", lane.inside(out)];
  const exit = await lane.python({
    arguments: ["-m", "pip", "wheel", ...options, lane.inside(project)],
    cwd: workFolder,
  });
  expect(exit.tail.join("\n")).toContain("Successfully built whichcpu");
  return (await readdir(out))[0] ?? "";
}

/** A process that opens a lane, says so and waits. */
function holderScript(request: LaneRequest): string {
  const source = (path: string): string =>
    JSON.stringify(pathToFileURL(join(import.meta.dirname, "../../../src", path)).href);
  return `
    const { makeDockerLaneProvider } = await import(${source("adapters/docker/lane-provider.ts")});
    const { nodeProcesses: processes } = await import(${source("adapters/node/processes.ts")});
    const { nodeFiles: files } = await import(${source("adapters/node/files.ts")});
    const quiet = () => {};
    const log = { stage: quiet, info: quiet, warning: quiet, foreign: quiet, debug: quiet };
    const lanes = makeDockerLaneProvider({ processes, files, log, hostEnvironment: process.env });
    await lanes.open({ ...${JSON.stringify({ ...request, signal: null })}, signal: new AbortController().signal });
    console.log("open");
    setInterval(quiet, 1000);
  `;
}
