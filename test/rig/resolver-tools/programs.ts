import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeFiles } from "../../../src/adapters/node/files.ts";
import { makeGateway } from "../../../src/adapters/node/gateway.ts";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";
import type { ResolverToolParts } from "../../../src/adapters/node/resolver-tools/parts.ts";
import type { Command } from "../../../src/ports/process.ts";
import { makeVenv } from "../../e2e/index/python-venv.ts";
import { fetchWheel } from "../fetch-wheel.ts";

/** The parts of a tool, and what was done with them. */
export interface ToolWorld {
  readonly parts: ResolverToolParts;
  /** Everything that was started. */
  readonly commands: readonly Command[];
  /** Private folders that were made. */
  readonly folders: readonly string[];
}

/** A machine on which just one pip, or just one uv and a Python without pip, can be started by name. */
export async function makeToolWorld(
  folder: string,
  tool: { readonly pip: string } | { readonly uv: string },
  environment: Readonly<Record<string, string>> = {},
): Promise<ToolWorld> {
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  const venv = makeVenv(join(folder, "venv"));
  await writeFile(join(bin, "python3"), `#!/bin/sh\nexec '${venv.python}' "$@"\n`, { mode: 0o755 });
  if ("pip" in tool) {
    await writeFile(join(venv.sitePackages, "pip.pth"), `${await fetchWheel("pip", tool.pip)}\n`);
  } else {
    const program = join(await fetchWheel("uv", tool.uv), `uv-${tool.uv}.data/scripts/uv`);
    await chmod(program, 0o755);
    await symlink(program, join(bin, "uv"));
  }
  return spied({ PATH: bin, HOME: folder, ...environment });
}

function spied(environment: Readonly<Record<string, string>>): ToolWorld {
  const commands: Command[] = [];
  const folders: string[] = [];
  const processes = {
    run: (command: Command) => {
      commands.push(command);
      return nodeProcesses.run(command);
    },
  };
  const makeTempFolder = async (prefix: string) => {
    const made = await nodeFiles.makeTempFolder(prefix);
    folders.push(made);
    return made;
  };
  const limits = { retries: 0, retrySeconds: 1 };
  const gateway = makeGateway({ environment: {}, limits });
  return {
    parts: { processes, files: { ...nodeFiles, makeTempFolder }, gateway, environment, pythons: ["python3"] },
    commands,
    folders,
  };
}
