import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { makeNativeLaneProvider, nodePlatform } from "../../../src/adapters/node/native-lane.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import { makePythonHere } from "../../../src/app/check/python-here.ts";
import { splitImage } from "../../../src/app/check/read-image.ts";
import { readTargets } from "../../../src/app/check/read-target.ts";
import type { TargetPorts, TargetWishes } from "../../../src/app/check/target-wishes.ts";
import { WheelhouseError } from "../../../src/core/error.ts";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import { toCompletePlatform } from "../../../src/core/target/complete-platform.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import type { Lane, LaneProvider, LaneRequest } from "../../../src/ports/lane.ts";
import { requireTarget } from "../../core/target/require-target.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-target-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const nativeLane = makeNativeLaneProvider({
  processes: nodeProcesses,
  environment: { PATH: env.PATH, HOME: env.HOME },
});
const never: LaneProvider = { open: () => Promise.reject(new Error("no lane is to be opened")) };
const bare: LaneProvider = {
  open: ({ python }) =>
    Promise.reject(new WheelhouseError("no-python", `No Python ${python} was found.`, { hint: "Install it." })),
};

/** A container whose Python answers the probe with `said`. */
function container(said: Record<string, unknown>, opened: LaneRequest[]): LaneProvider {
  return {
    open: async (request) => {
      opened.push(request);
      const exit = { code: 0, signal: null, stdout: JSON.stringify(said), tail: [], timedOut: false };
      return { description: "an image", python: async () => exit, close: async () => {} } as unknown as Lane;
    },
  };
}

async function read(wishes: Partial<TargetWishes>, ports: Partial<TargetPorts> = {}) {
  const base = {
    ...{ files: nodeFiles, nativeLane: never, containerLane: never, signal: new AbortController().signal },
    host: { platform: "linux/amd64", home: null, environment: { PIP_CONFIG_FILE: "/dev/null" } },
    ...ports,
  };
  const all = { targets: [], python: null, libc: null, workingDirectory: folder, ...wishes };
  const pythonHere = makePythonHere(all, base);
  return await readTargets(all, { ...base, pythonHere, ...ports });
}

async function refusal(...parameters: Parameters<typeof read>): Promise<WheelhouseError> {
  const error: unknown = await read(...parameters).catch((reason: unknown) => reason);
  if (!(error instanceof WheelhouseError)) throw error;
  return error;
}

describe("readTargets with a name", () => {
  it("takes a profile as it is, and says what it stands for", async () => {
    const [read1] = await read({ targets: ["jetson-jp6"] });
    expect(read1?.target.id).toBe("cp310-manylinux_2_35_aarch64");
    expect(read1?.note).toBe(
      "jetson-jp6 is JetPack 6 (Ubuntu 22.04): Python 3.10 is its own, manylinux_2_35 follows from it.",
    );
  });

  it("takes a profile with the Python that is asked for", async () => {
    const [read1] = await read({ targets: ["jetson-jp6"], python: "3.12" });
    expect(read1?.target).toMatchObject({ id: "cp312-manylinux_2_35_aarch64", profile: "jetson-jp6" });
  });

  it("says nothing when nothing was assumed", async () => {
    const wishes = { targets: ["arm64"], python: "3.13", libc: "musllinux_1_2" };
    expect(await read(wishes)).toMatchObject([{ target: { id: "cp313-musllinux_1_2_aarch64" }, note: null }]);
    expect(await read({ targets: ["cp312-manylinux_2_28_aarch64"] })).toMatchObject([{ note: null }]);
  });

  it("says that an id is not changed by options", async () => {
    const [read1] = await read({ targets: ["cp312-manylinux_2_28_aarch64"], python: "3.11" });
    expect(read1).toMatchObject({
      target: { id: "cp312-manylinux_2_28_aarch64" },
      note: expect.stringContaining("--python 3.11 not used"),
    });
  });

  it("takes the Python that runs here for another platform, and the default floor", async () => {
    const running = execFileSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], {
      encoding: "utf8",
    }).trim();
    const [read1] = await read({ targets: ["linux/arm64", "aarch64"] }, { nativeLane });
    expect(read1?.target.id).toBe(`cp${running.replace(".", "")}-manylinux_2_28_aarch64`);
    expect(read1?.note).toBe(
      `linux/arm64: Python ${running} (the one that runs here) and manylinux_2_28 (the default) assumed; --python and --libc say otherwise.`,
    );
  });

  it("works where there is no Python, and says which one it takes", async () => {
    const [read1] = await read({ targets: ["linux/riscv64"] }, { nativeLane: bare });
    expect(read1).toMatchObject({
      target: { id: "cp312-manylinux_2_39_riscv64" },
      note: expect.stringContaining("Python 3.12 (no Python runs here)"),
    });
  });

  it("takes two names of one target for one", async () => {
    const same = await read({ targets: ["arm64", "linux/arm64", "aarch64"], python: "3.12" });
    expect(same).toHaveLength(1);
  });

  it("tells two systems apart whose platform, C library and Python are the same", async () => {
    const both = await read({ targets: ["jetson-jp6", "ubuntu-22.04", "cp310-manylinux_2_35_aarch64", "alpine"] });
    expect(both.map(({ target }) => target.id)).toEqual([
      "cp310-manylinux_2_35_aarch64 (jetson-jp6)",
      "cp310-manylinux_2_35_aarch64 (ubuntu-22.04)",
      "cp310-manylinux_2_35_aarch64",
      "cp312-musllinux_1_2_aarch64",
    ]);
  });

  it("tells the problems of all of them at once", async () => {
    const error = await refusal({ targets: ["jetson-jp66", "linux/arm65", "linux/arm64"], python: "python3" });
    expect(error).toMatchObject({ code: "unknown-target", exitCode: 2 });
    expect(error.problems).toEqual([
      expect.stringContaining('"jetson-jp66" is neither a profile nor an id of a target: use jetson-jp6'),
      expect.stringContaining('"linux/arm65"'),
      expect.stringContaining('"python3" is not a Python version'),
    ]);
  });
});

describe("readTargets without a name", () => {
  it("takes this machine with the tags that its own pip lists", async () => {
    const script = "from pip._vendor.packaging.tags import sys_tags; print('\\n'.join(map(str, sys_tags())))";
    const tags = execFileSync("python3", ["-c", script], { encoding: "utf8" }).trim().split("\n");
    const [read1] = await read({}, { nativeLane });
    expect(read1?.target).toMatchObject({ platform: { name: nodePlatform() }, tags, profile: null });
    expect(read1?.note).toContain("No target is named: this machine's");
    // An older pip lists fewer tags (`cp311-none-any` came later); all of its own are among ours.
    expect(compatibleTags({ ...requireTarget(read1?.target.id ?? ""), tags: null })).toEqual(
      expect.arrayContaining(tags),
    );
  });

  it("works them out for a Python without pip, C library and all", async () => {
    execFileSync("python3", ["-m", "venv", "--without-pip", join(folder, "bare")]);
    const [here] = await read({}, { nativeLane });
    const [read1] = await read({ python: "bare/bin/python" }, { nativeLane });
    expect(read1?.target).toEqual({ ...here?.target, tags: null });
  });

  it("has markers that this machine's own Python gives, but for the kernel's, without asking it", async () => {
    const [here] = await read({}, { nativeLane });
    const { platform, python, markers } = here?.target ?? requireTarget("debian");
    const guessed = markerEnvironment(requireTarget({ platform: platform.name, python: python.version }));
    expect({ ...guessed, platform_release: "", platform_version: "" }).toEqual({
      ...markers,
      ...{ platform_release: "", platform_version: "" },
    });
  });

  it("computes them for uv, which orders them differently, and for another floor", async () => {
    expect(await read({ installer: "uv" }, { nativeLane })).toMatchObject([{ target: { tags: null } }]);
    const [older] = await read({ libc: "manylinux2014" }, { nativeLane });
    expect(older?.target).toMatchObject({ tags: null, libc: { tag: "manylinux_2_17" } });
  });

  it("judges for a Python that is not installed, on this machine's C library", async () => {
    const here = await read({}, { nativeLane });
    const [read1] = await read({ python: "3.99" }, { nativeLane });
    expect(read1?.target).toMatchObject({ libc: here[0]?.target.libc, python: { abi: "cp399" } });
    expect(read1?.note).toContain("Python 3.99 is not installed here");
  });

  it("judges where there is no Python at all", async () => {
    const [read1] = await read({}, { nativeLane: bare });
    expect(read1).toMatchObject({
      target: { id: "cp312-manylinux_2_28_x86_64" },
      note: expect.stringContaining("no Python runs here, manylinux_2_28 is the default"),
    });
  });

  it("refuses the path of an interpreter that is not there, and a wrong floor", async () => {
    expect(await refusal({ python: "./nowhere/python" }, { nativeLane })).toMatchObject({ code: "no-python" });
    expect(await refusal({ libc: "glibc" }, { nativeLane })).toMatchObject({ code: "unknown-target" });
  });

  it("asks for a target on a system that is no Linux", async () => {
    const pythonHere = async () => ({ platform: "darwin", tags: [], markers: {} }) as never;
    expect(await refusal({}, { pythonHere })).toMatchObject({
      message: expect.stringContaining("darwin"),
      hint: expect.stringContaining("--target linux/arm64"),
    });
  });
});

describe("readTargets with a file", () => {
  it("reads a profile from the working folder", async () => {
    writeFileSync(join(folder, "thor.json"), JSON.stringify(toCompletePlatform(requireTarget("jetson-jp7"))));
    const [read1] = await read({ targets: ["thor.json"] });
    expect(read1?.target).toMatchObject({ id: "cp312-manylinux_2_39_aarch64", profile: "thor.json" });
    expect(read1?.target.markers.platform_release).toContain("tegra");
  });

  it("gives each mistake its place", async () => {
    writeFileSync(join(folder, "bad.json"), '{"marker_environment": {"os_name": 1},\n "compatible_tags": ["?"]}');
    const error = await refusal({ targets: ["bad.json", "absent.json"] });
    expect(error.code).toBe("invalid-input");
    expect(error.places).toEqual([
      { file: "bad.json", line: 1, column: 36 },
      { file: "bad.json", line: 2, column: 22 },
    ]);
    expect(error.problems[0]).toMatch(/^bad\.json:1:36: os_name is no text/);
    expect(error.problems[2]).toContain("absent.json");
  });
});

describe("readTargets with an image", () => {
  const said = {
    ...{ version: "3.11.2", implementation: "cpython", machine: "aarch64", platform: "linux", bits: 64 },
    ...{ libc: ["glibc", "2.36"], tags: ["cp311-cp311-manylinux_2_36_aarch64"], pip: "23.0.1" },
    markers: { python_version: "3.11", python_full_version: "3.11.2", platform_machine: "aarch64" },
  };

  it("asks the Python of the image, on the platform that is named, and leaves nothing behind", async () => {
    const opened: LaneRequest[] = [];
    const [read1] = await read(
      { targets: ["image:linux/arm64:debian:12"] },
      { containerLane: container(said, opened) },
    );
    expect(opened).toMatchObject([{ platform: "linux/arm64", image: "debian:12", python: null }]);
    expect(read1?.target).toMatchObject({
      id: "cp311-manylinux_2_36_aarch64",
      profile: "image:debian:12",
      tags: ["cp311-cp311-manylinux_2_36_aarch64"],
      python: { version: "3.11.2" },
    });
    expect(readdirSync(join(folder, ".wheelhouse"))).toEqual([]);
  });

  it("computes the tags where the image's Python has no pip", async () => {
    const silent = { ...said, tags: [], pip: null, libc: ["musl", "1.2"], freeThreaded: true, version: "3.14.0" };
    const [read1] = await read({ targets: ["image:alpine"] }, { containerLane: container(silent, []) });
    expect(read1?.target).toMatchObject({ id: "cp314t-musllinux_1_2_aarch64", tags: null });
  });

  it.each([
    ["image:debian:12", "debian:12", "linux/amd64"],
    ["image:registry.example:5000/team/app:1", "registry.example:5000/team/app:1", "linux/amd64"],
    ["image:linux/arm/v7:debian:12", "debian:12", "linux/arm/v7"],
    ["image:linux/arm64:registry.example:5000/a@sha256:0", "registry.example:5000/a@sha256:0", "linux/arm64"],
    ["image:linux/tools:3", "linux/tools:3", "linux/amd64"],
  ])("reads %s", (word, reference, platform) => {
    expect(splitImage(word, "linux/amd64")).toEqual({ reference, platform });
  });
});
