import { expect, it } from "vitest";
import { nodeFiles } from "../../src/adapters/node/files.ts";
import type { TargetPorts } from "../../src/app/check/target-wishes.ts";
import { runTarget } from "../../src/app/target.ts";
import { type Interpreter, parseProbe } from "../../src/core/plan/interpreter.ts";

function interpreter(change: Record<string, unknown> = {}): Interpreter {
  const said = {
    ...{
      version: "3.10.12",
      implementation: "cpython",
      machine: "aarch64",
      platform: "linux",
      libc: ["glibc", "2.35"],
    },
    markers: { python_version: "3.10", python_full_version: "3.10.12", platform_release: "5.15.148-tegra" },
  };
  const probe = parseProbe(JSON.stringify({ ...said, ...change }));
  if (!probe.ok) throw new Error("the probe of this test is wrong");
  return probe.value;
}

async function run(change: {
  readonly profile?: string;
  readonly tegra?: string;
  readonly python?: Interpreter | null;
}) {
  const said: string[] = [];
  const { tegra } = change;
  const files = {
    ...nodeFiles,
    stat: async () => (tegra === undefined ? null : { kind: "file" as const, bytes: tegra.length }),
    readFile: async () => new TextEncoder().encode(tegra ?? ""),
  };
  const lane = { open: () => Promise.reject(new Error("no lane is to be opened")) };
  const say = (text: string) => void said.push(text);
  const ports: TargetPorts = {
    ...{ files, nativeLane: lane, containerLane: lane, signal: new AbortController().signal },
    host: { platform: "linux/arm64", home: null, environment: {} },
    pythonHere: async () => (change.python === undefined ? interpreter() : change.python),
  };
  const log = { stage: say, info: () => {}, warning: say, foreign: say, debug: say };
  const options = { workingDirectory: "/project", profile: change.profile ?? null, python: null, libc: null };
  return { platform: await runTarget(options, { ...ports, log }), said };
}

it("prints this machine, tags worked out where there is no pip", async () => {
  const { platform, said } = await run({});
  expect(platform.marker_environment).toMatchObject({
    python_full_version: "3.10.12",
    platform_release: "5.15.148-tegra",
  });
  expect(platform.compatible_tags.slice(0, 2)).toEqual([
    "cp310-cp310-linux_aarch64",
    "cp310-cp310-manylinux_2_35_aarch64",
  ]);
  expect(said).toEqual(["This machine is cp310-manylinux_2_35_aarch64."]);
});

it("keeps the list of its own pip", async () => {
  const tags = ["cp310-cp310-manylinux_2_35_aarch64", "py3-none-any"];
  expect((await run({ python: interpreter({ tags }) })).platform.compatible_tags).toEqual(tags);
});

it.each([
  ["# R36 (release), REVISION: 4.3, GCID: 1", "It is a Jetson with JetPack 6.2 (L4T 36.4.3): CUDA 12.6"],
  ["# R36 (release), REVISION: 9.0, GCID: 1", "JetPack 6, a release newer than the table (L4T 36.9.0)"],
  ["# R99 (release), REVISION: 1.0, GCID: 1", "L4T 99.1.0, which the table of JetPacks does not have"],
  ["something else", "it does not say which release"],
])("names the JetPack of a Jetson: %s", async (tegra, words) => {
  const { said } = await run({ tegra });
  expect(said[1]).toContain(words);
});

it("prints a shipped profile, of any system, on any machine", async () => {
  const { platform, said } = await run({ profile: "alpine", tegra: "# R36 (release), REVISION: 4.3", python: null });
  expect(platform.compatible_tags[1]).toBe("cp312-cp312-musllinux_1_2_aarch64");
  expect(said).toEqual(["alpine is cp312-musllinux_1_2_aarch64."]);
});

it("makes nothing up for a machine without Python", async () => {
  await expect(run({ python: null })).rejects.toMatchObject({
    code: "no-python",
    hint: expect.stringContaining("--profile"),
  });
});
