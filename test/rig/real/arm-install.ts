import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDockerLaneProvider } from "../../../src/adapters/docker/lane-provider.ts";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import type { Fix } from "../../../src/core/report/model.ts";
import { logInto } from "../../adapters/docker/open-lane.ts";
import { startArm64Rig } from "../arm64/index.ts";
import { caseNamed } from "./conflict-cases.ts";
import { readCase } from "./conflicts.ts";
import { makeFixCommand } from "./fix-command.ts";
import { openFrozenIndex } from "./frozen-index.ts";

/** Small cases whose wheels hold code for ARM, and the modules that run it. */
export const ARM_CASES = [
  { name: "fastapi-pydantic", imports: "fastapi, pydantic_core, pydantic_settings" },
  { name: "grpcio-tools-protobuf", imports: "grpc_tools._protoc_compiler, google.protobuf" },
] as const;

type ArmCase = (typeof ARM_CASES)[number];

/** A container of an arm64 machine, and the command beside it. */
export interface ArmBench {
  /** What `fix` recommends for the container's own Python, installed there by its own pip: the best fix, and what it said. */
  install(given: ArmCase): Promise<{ readonly best: Fix | undefined; readonly said: string }>;
  close(): Promise<void>;
}

export async function openArmBench(): Promise<ArmBench> {
  const rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  const root = await mkdtemp(join(tmpdir(), "wheelhouse-arm64-conflicts-"));
  const index = await openFrozenIndex(root);
  const command = await makeFixCommand(root, "uv", index.url);
  const [workFolder, projectFolder] = [join(root, "work"), join(root, "project")];
  for (const folder of [workFolder, projectFolder]) await mkdir(folder);
  const lane = await makeDockerLaneProvider({
    ...{ processes: nodeProcesses, files: nodeFiles, log: logInto([]), hostEnvironment: rig.environment },
  }).open({
    ...{ platform: "linux/arm64", python: null, libc: null, image: rig.image, containerNetwork: "host" },
    ...{ workFolder, projectFolder, signal: new AbortController().signal },
  });
  const python = async (args: readonly string[], env = {}): Promise<string> => {
    const exit = await lane.python({ arguments: args, cwd: workFolder, capture: true, env });
    if (exit.code !== 0) throw new Error(`python ${args.join(" ")}: ${exit.tail.join("\n")}`);
    return exit.stdout.trim();
  };
  return {
    install: async ({ name, imports }) => {
      const given = caseNamed(name);
      const minor = /Python (?<minor>3\.\d+)/.exec(lane.description)?.groups?.minor ?? null;
      const { report, recommended } = await command.run("fix", { ...given, python: minor }, await readCase(given));
      const [file, site] = [join(workFolder, `${name}.in`), join(workFolder, name)];
      await writeFile(file, recommended);
      const options = ["--no-compile", "--disable-pip-version-check", "--no-cache-dir", "--index-url", index.url];
      await python(["-m", "pip", "install", ...options, "--target", lane.inside(site), "-r", lane.inside(file)]);
      const said = await python(["-c", lookCode(imports)], { PYTHONPATH: lane.inside(site) });
      return { best: report.fixes[0], said };
    },
    close: async () => {
      await lane.close();
      await index.close();
      await rig.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** One start of Python for both: under QEMU each takes seconds. */
function lookCode(imports: string): string {
  const check = "from pip._internal.cli.main import main; print(main(['check']))";
  return `import platform, ${imports}; print(platform.machine()); ${check}`;
}
