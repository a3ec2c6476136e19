import { mkdir, readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

/** How the stub's daemon behaves. Everything has a working default. */
export interface Scenario {
  /** What `docker info` prints, or how it fails. */
  readonly info: Readonly<Record<string, unknown>> | { readonly failure: string };
  /** Images on this machine: reference → what `docker image inspect` says of it. */
  readonly images: Readonly<Record<string, StubImage>>;
  /** Images that a pull finds. */
  readonly registry: Readonly<Record<string, StubImage>>;
  /** `.IPAM.Config` of the network bridge; null: there is none. */
  readonly bridge: readonly Readonly<Record<string, string>>[] | null;
  /** What `docker run` says instead of starting. */
  readonly runFailure: { readonly code: number; readonly message: string } | null;
  /** What an interpreter of the image answers when it is asked who it is. Programs not named are not in the image. */
  readonly programs: Readonly<Record<string, StubPython>>;
  /** The container ends under the first command, as when the kernel kills it for want of memory. */
  readonly dies: boolean;
}

export interface StubImage {
  readonly Architecture: string;
  readonly Id: string;
  readonly RepoDigests: readonly string[];
}

export type StubPython =
  | {
      /** The host's program that stands for it when it runs anything else. */
      readonly host: string;
      readonly version: string;
      readonly machine: string;
      readonly implementation?: string;
      readonly freeThreaded?: boolean;
      readonly writable?: boolean;
    }
  | { readonly failure: string; readonly code: number };

export interface StubCall {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export const ARM64_IMAGE = "registry.example/builder:1";
const ID = `sha256:${"1d".repeat(32)}`;

export const WORKING: Scenario = {
  info: {
    ServerVersion: "29.0.0",
    OSType: "linux",
    OperatingSystem: "Debian GNU/Linux 12",
    SecurityOptions: ["name=seccomp"],
  },
  images: { [ARM64_IMAGE]: { Architecture: "arm64", Id: ID, RepoDigests: [] } },
  registry: {},
  bridge: [{ Subnet: "127.0.0.0/8", Gateway: "127.0.0.1" }],
  runFailure: null,
  programs: { python3: { host: "python3", version: "3.11.2", machine: "aarch64" } },
  dies: false,
};

/** A `docker` program with behaviour, in a folder of its own that is to stand first on `PATH`. */
export interface DockerStub {
  readonly folder: string;
  /** All invocations so far, oldest first. */
  calls(): Promise<readonly StubCall[]>;
  /** Arguments of the invocations of one command, e.g. `run`. */
  argumentsOf(command: string): Promise<readonly (readonly string[])[]>;
}

export async function makeDockerStub(folder: string, scenario: Partial<Scenario> = {}): Promise<DockerStub> {
  const state = join(folder, "state");
  await mkdir(join(state, "containers"), { recursive: true });
  await writeFile(join(state, "scenario.json"), JSON.stringify({ ...WORKING, ...scenario }));
  await writeFile(join(state, "calls.jsonl"), "");
  // Stripped once here, not at each of its many starts.
  const source = await readFile(join(import.meta.dirname, "program.ts"), "utf8");
  await writeFile(join(state, "program.mjs"), stripTypeScriptTypes(source));
  const program = JSON.stringify(join(state, "program.mjs"));
  const script = `#!${process.execPath}\nimport(${program}).then((stub) => stub.main(${JSON.stringify(state)}));\n`;
  await writeFile(join(folder, "docker"), script, { mode: 0o755 });
  const calls = async (): Promise<readonly StubCall[]> =>
    (await readFile(join(state, "calls.jsonl"), "utf8"))
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as StubCall);
  return {
    folder,
    calls,
    argumentsOf: async (command) => (await calls()).map(({ argv }) => argv).filter(([first]) => first === command),
  };
}
