import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { WheelhouseError } from "../../../src/core/error.ts";
import { CANARIES } from "../../ports/lane-contract.ts";
import { AARCH64_ENTRY, type Bench, type BenchSetting, makeBench } from "./open-lane.ts";

const benches: Bench[] = [];

async function bench(setting: BenchSetting = {}): Promise<Bench> {
  const made = await makeBench(setting);
  benches.push(made);
  return made;
}

async function refusal(opening: Promise<unknown>): Promise<WheelhouseError> {
  const error = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WheelhouseError) return error;
  throw new Error(`expected a WheelhouseError, got ${String(error)}`);
}

/** False for a process that is gone, or has ended and only waits to be reaped. */
async function isRunning(pid: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat !== "" && !/\) [ZX] /.test(stat);
}

afterEach(async () => {
  for (const made of benches.splice(0)) await made.end();
});

describe("what the container is given", () => {
  it("E11: no socket, no privileges, no capabilities, nobody else's processes or network, and our own user", async () => {
    const { open, stub, root } = await bench();
    await (await open()).close();
    const [run = []] = await stub.argumentsOf("run");
    const text = run.join(" ");
    expect(text).not.toMatch(/--privileged|docker\.sock|--pid|--ipc|--cap-add|--device|--volume|--env|host/);
    expect(text).toContain("--platform linux/arm64 --network bridge --cap-drop ALL --security-opt no-new-privileges");
    expect(text).toContain("--user 1000:1001");
    expect(text).toContain("--entrypoint cat registry.example/builder:1");
    expect(run.filter((argument) => argument.startsWith("type=bind"))).toEqual([
      `type=bind,source=${root}/project,target=${root}/project,readonly`,
      `type=bind,source=${root}/work,target=${root}/work`,
    ]);
  });

  it("E11: the network of this machine only when asked for", async () => {
    const { open, stub } = await bench({ scenario: { bridge: null } });
    const lane = await open({ containerNetwork: "host" });
    expect(lane).toMatchObject({ bindAddress: "127.0.0.1", hostAddress: "127.0.0.1" });
    await lane.close();
    expect((await stub.argumentsOf("run"))[0]?.join(" ")).toContain("--network host");
  });

  it("E11: Docker itself sees no token, and no value of a variable stands in an argument", async () => {
    const { open, stub } = await bench({ environment: { ...CANARIES, HTTPS_PROXY: "http://user:hush@proxy.example" } });
    const lane = await open();
    await lane.python({ arguments: ["-c", "0"], cwd: (await bench()).root, env: { EXTRA: "hush-hush" } });
    await lane.close();
    const calls = await stub.calls();
    expect(JSON.stringify(calls.map(({ argv }) => argv))).not.toMatch(/hush|canary/);
    expect(JSON.stringify(calls.map(({ env }) => env))).not.toMatch(/canary/);
    expect(calls.filter(({ argv }) => argv[0] === "exec").at(-1)?.env).toMatchObject({ EXTRA: "hush-hush" });
  });

  it("shows the files that variables name, read-only at the same path, and nothing that is no file", async () => {
    const made = await bench();
    const certificates = join(made.root, "certificates, ours.pem");
    const link = join(made.root, "link.pem");
    await writeFile(certificates, "pem");
    await symlink(certificates, link);
    const { open, stub, root } = await bench({
      environment: {
        SSL_CERT_FILE: certificates,
        PIP_CERT: link,
        REQUESTS_CA_BUNDLE: "/nowhere/at-all.pem",
        CURL_CA_BUNDLE: "/dev/null",
        PIP_CONSTRAINT: `${link} https://index.example/constraints.txt`,
      },
    });
    await (await open()).close();
    const [run = []] = await stub.argumentsOf("run");
    expect(run.filter((argument) => argument.includes("type=bind") && argument.includes(".pem"))).toEqual([
      `type=bind,"source=${certificates}","target=${certificates}",readonly`,
      `type=bind,"source=${certificates}",target=${link},readonly`,
    ]);
    expect(run.join(" ")).toContain(`source=${root}/work`);
  });

  it("keeps variables that hold on this machine only out of it", async () => {
    const { open, stub } = await bench({
      environment: { CC: "aarch64-linux-gnu-gcc", VIRTUAL_ENV: "/venv", CFLAGS: "-O1", CMAKE_ARGS: "-DX=1" },
    });
    await (await open()).close();
    const exec = (await stub.argumentsOf("exec"))[0] ?? [];
    const names = exec.filter((_, index) => exec[index - 1] === "--env").map((text) => text.split("=")[0]);
    expect(names).toEqual(expect.arrayContaining(["CFLAGS", "CMAKE_ARGS", "HOME", "NO_PROXY"]));
    expect(names).not.toEqual(expect.arrayContaining(["CC"]));
    expect(names).not.toContain("VIRTUAL_ENV");
  });

  it("is root inside when the daemon is rootless, which is this user outside", async () => {
    const info = { ServerVersion: "29.0.0", OSType: "linux", SecurityOptions: ["name=seccomp", "name=rootless"] };
    const { open, stub } = await bench({ scenario: { info } });
    await (await open()).close();
    expect((await stub.argumentsOf("run"))[0]?.join(" ")).toContain("--user 0:0");
  });

  it("refuses a project folder that would hide the image's own or hold the Docker socket", async () => {
    const { open, stub } = await bench();
    for (const projectFolder of ["/", "/usr", "/var/run", "/proc/self"]) {
      expect(await refusal(open({ projectFolder })), projectFolder).toMatchObject({ code: "refused-path" });
    }
    expect(await stub.argumentsOf("run")).toEqual([]);
  });
});

describe("the image", () => {
  const image = {
    Architecture: "arm64",
    Id: `sha256:${"2e".repeat(32)}`,
    RepoDigests: [`x@sha256:${"3f".repeat(32)}`],
  };

  it("is used as it lies here, with its digest in the lane's description, and one line when it is not pinned", async () => {
    const { open, stub, lines } = await bench();
    const lane = await open();
    await lane.close();
    expect(lane.description).toBe(`registry.example/builder:1 (sha256:${"1d".repeat(32)}), Python 3.11.2`);
    expect(lines).toEqual([
      expect.stringMatching(/^info: The image registry\.example\/builder:1 is not pinned by digest/),
    ]);
    expect(await stub.argumentsOf("pull")).toEqual([]);
  });

  it("is pulled for the target when it is absent, or here for another platform only", async () => {
    const amd64 = { ...image, Architecture: "amd64" };
    for (const images of [{}, { "registry.example/two": amd64 }]) {
      const { open, stub, lines } = await bench({ scenario: { images, registry: { "registry.example/two": image } } });
      const lane = await open({ image: "registry.example/two" });
      await lane.close();
      expect(lane.description).toContain(`(sha256:${"3f".repeat(32)})`);
      expect(lines[0]).toBe("stage: Pulling registry.example/two for linux/arm64");
      expect(await stub.argumentsOf("pull")).toEqual([["pull", "--platform", "linux/arm64", "registry.example/two"]]);
    }
  });

  it("is by default the pinned one of the table, of which nothing needs to be said", async () => {
    const { open, stub, lines } = await bench({ scenario: { images: {} } });
    const error = await refusal(open({ image: null, libc: "musllinux_1_2" }));
    expect(error).toMatchObject({ code: "no-image", exitCode: 2 });
    expect(error.message).toMatch(
      /^The image quay\.io\/pypa\/musllinux_1_2_aarch64@sha256:\w{64} could not be pulled: manifest/,
    );
    expect(error.hint).toContain("--image");
    expect(lines.join()).not.toContain("not pinned");
    expect(await stub.argumentsOf("run")).toEqual([]);
  });

  it("that is made for another platform is refused before any work, and nothing is left running", async () => {
    const python3 = { host: "python3", version: "3.11.2", machine: "x86_64" };
    const { open, stub } = await bench({ scenario: { programs: { python3 } } });
    expect(await refusal(open())).toMatchObject({
      code: "no-image",
      message: "The image registry.example/builder:1 is made for linux/amd64, not for linux/arm64.",
    });
    expect(await stub.argumentsOf("rm")).toHaveLength(1);
  });

  it("never reaches Docker as an option", async () => {
    const { open, stub } = await bench();
    expect(await refusal(open({ image: "--privileged" }))).toMatchObject({ code: "unknown-target" });
    expect(await stub.calls()).toEqual([]);
  });
});

describe("the interpreter", () => {
  const python = (version: string) => ({ host: "python3", version, machine: "aarch64" });

  it("is the first program of the version that is asked for, and its folder stands first on PATH", async () => {
    const programs = { "/opt/python/cp312-cp312/bin/python": python("3.12.9"), python3: python("3.11.2") };
    const { open, stub } = await bench({ scenario: { programs } });
    const lane = await open({ python: "3.12" });
    expect(lane.description).toContain("Python 3.12.9");
    await lane.python({ arguments: ["-c", "0"], cwd: "/" });
    await lane.close();
    const last = (await stub.argumentsOf("exec")).at(-1) ?? [];
    expect(last.find((argument) => argument.startsWith("PATH="))).toMatch(/^PATH=\/opt\/python\/cp312-cp312\/bin:/);
  });

  it("of another version only is refused with what was found, and nothing is left running", async () => {
    const { open, stub } = await bench();
    const error = await refusal(open({ python: "3.13" }));
    expect(error).toMatchObject({
      code: "no-python",
      message: "The image registry.example/builder:1 has no Python 3.13 (python3 is 3.11.2).",
    });
    expect(await stub.argumentsOf("rm")).toHaveLength(1);
  });

  it("that cannot write to the work folder is refused", async () => {
    const python3 = { ...python("3.11.2"), writable: false };
    expect(await refusal((await bench({ scenario: { programs: { python3 } } })).open())).toMatchObject({
      code: "container-failed",
      message: "The build container cannot write to the work folder.",
    });
  });
});

describe("before any work", () => {
  it("I9: without a docker program it says so and what to do", async () => {
    const error = await refusal((await bench({ docker: false })).open());
    expect(error).toMatchObject({
      code: "no-docker",
      exitCode: 2,
      message: "The program `docker` was not found on PATH.",
    });
    expect(error.hint).toContain("install Docker");
  });

  it.each([
    [
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      "does not answer",
      "systemctl start docker",
    ],
    ["permission denied while trying to connect to the Docker daemon socket", "may not talk", "group `docker`"],
  ])("I9: tells a daemon that is down from one that may not be asked (%s)", async (failure, message, hint) => {
    for (const info of [{ failure }, { ServerErrors: [failure] }]) {
      const error = await refusal((await bench({ scenario: { info } })).open());
      expect(error.code).toBe("no-docker");
      expect(error.message).toContain(message);
      expect(error.hint).toContain(hint);
    }
  });

  it("I9: refuses a daemon that runs Windows containers, and one without a bridge that we can serve", async () => {
    const windows = await bench({ scenario: { info: { ServerVersion: "29.0.0", OSType: "windows" } } });
    expect((await refusal(windows.open())).message).toContain("Windows containers");
    const none = await bench({ scenario: { bridge: null } });
    expect(await refusal(none.open())).toMatchObject({ code: "no-docker" });
    const foreign = await bench({ scenario: { bridge: [{ Subnet: "192.0.2.0/24" }] } });
    const error = await refusal(foreign.open());
    expect(error.message).toContain("192.0.2.1");
    expect(error.hint).toContain("--container-network host");
  });

  it.each([
    ["absent", {}, "no QEMU for aarch64 is registered"],
    ["for another processor", { "qemu-arm": AARCH64_ENTRY.replace("b700", "2800") }, "registered are only: qemu-arm"],
    ["without flag F", { "qemu-aarch64": AARCH64_ENTRY.replace("POCF", "POC") }, "without flag F"],
    ["switched off", { "qemu-aarch64": AARCH64_ENTRY.replace("enabled", "disabled") }, "switched off"],
  ])(
    "I10: with binfmt %s it stops and names the step, the command and the runner that fix it",
    async (_, binfmt, message) => {
      const { open, stub } = await bench({ binfmt });
      const error = await refusal(open());
      expect(error).toMatchObject({ code: "no-emulation", exitCode: 2 });
      expect(error.message).toContain(message);
      expect(error.hint).toContain("docker/setup-qemu-action");
      expect(error.hint).toContain("platforms: arm64");
      expect(error.hint).toContain("docker run --privileged --rm");
      expect(error.hint).toContain("ubuntu-24.04-arm");
      for (const command of ["pull", "run"]) expect(await stub.argumentsOf(command)).toEqual([]);
    },
  );

  it.each([
    ["starts", { runFailure: { code: 126, message: "exec /usr/bin/cat: exec format error" } }],
    ["runs Python", { programs: { python3: { code: 1, failure: "exec /usr/bin/python3: exec format error" } } }],
  ])("I10: believes the try when a container never %s, whatever binfmt promised", async (_, scenario) => {
    const error = await refusal((await bench({ scenario })).open());
    expect(error.code).toBe("no-emulation");
    expect(error.message).toContain("exec format error");
    expect(error.hint).toContain("docker/setup-qemu-action");
  });

  it("tells of missing Docker and missing emulation in one go", async () => {
    const error = await refusal((await bench({ docker: false, binfmt: {} })).open());
    expect(error.code).toBe("no-docker");
    expect(error.problems).toHaveLength(2);
    expect(error.hint).toContain("docker/setup-qemu-action");
  });

  it("needs no emulation for the platform of this machine", async () => {
    const { open } = await bench({ binfmt: {}, machine: { platform: "arm64" } });
    const lane = await open();
    await lane.close();
    expect(lane).toMatchObject({ kind: "native", platform: "linux/arm64" });
  });

  it("names the known platforms when it does not know the one asked for", async () => {
    const error = await refusal((await bench()).open({ platform: "linux/arm65" }));
    expect(error).toMatchObject({ code: "unknown-target" });
    expect(error.hint).toContain("linux/arm64");
  });
});

describe("the end", () => {
  it("comes once, however often it is asked for, and takes the container with it", async () => {
    const { open, stub } = await bench();
    const lane = await open();
    await Promise.all([lane.close(), lane.close()]);
    await lane.close();
    expect(await stub.argumentsOf("rm")).toHaveLength(1);
    expect(await refusal(lane.python({ arguments: [], cwd: "/" }))).toMatchObject({ code: "container-failed" });
  });

  it("I1: an aborted command ends at once, with everything that it started in the container", async () => {
    const { open, root } = await bench();
    const lane = await open();
    const stop = new AbortController();
    const pids: string[] = [];
    const code =
      "import os,subprocess,sys; p=subprocess.Popen(['sleep','600']); print(os.getpid(),p.pid,flush=True); p.wait()";
    const exit = await lane.python({
      arguments: ["-c", code],
      cwd: root,
      signal: stop.signal,
      onLine: (line) => {
        pids.push(...line.split(" "));
        stop.abort();
      },
    });
    expect(exit.code).not.toBe(0);
    expect(pids).toHaveLength(2);
    for (const pid of pids) await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
    await lane.close();
  });

  it("says so when the container goes away under a command", async () => {
    const { open, root } = await bench({ scenario: { dies: true } });
    const lane = await open();
    const error = await refusal(lane.python({ arguments: ["-c", "import sys; sys.exit(1)"], cwd: root }));
    expect(error).toMatchObject({ code: "container-failed", exitCode: 1 });
    await lane.close();
  });

  it("I11: leaves QEMU's own last line for the caller to recognise", async () => {
    const { open, root } = await bench();
    const lane = await open();
    const line = "qemu: uncaught target signal 11 (Segmentation fault) - core dumped";
    const code = `import os,sys; print(${JSON.stringify(line)}, file=sys.stderr, flush=True); os._exit(139)`;
    expect(await lane.python({ arguments: ["-c", code], cwd: root })).toMatchObject({ code: 139, tail: [line] });
    await lane.close();
  });

  it("reads a cancelled start as cancelled", async () => {
    const { open } = await bench();
    expect(await refusal(open({ signal: AbortSignal.abort() }))).toMatchObject({ code: "cancelled" });
  });
});

describe("folders", () => {
  it("may lie in each other: the work folder below the project is written, the rest of it is not", async () => {
    const { open, root, stub } = await bench();
    const workFolder = join(root, "project", ".wheelhouse", "work");
    await mkdir(workFolder, { recursive: true });
    await (await open({ workFolder })).close();
    const [run = []] = await stub.argumentsOf("run");
    expect(run.filter((argument) => argument.startsWith("type=bind")).at(-1)).toBe(
      `type=bind,source=${workFolder},target=${workFolder}`,
    );
  });
});
