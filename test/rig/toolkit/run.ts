import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface ToolkitStep {
  readonly call:
    | "saveCache"
    | "restoreCache"
    | "uploadArtifact"
    | "listArtifacts"
    | "getArtifact"
    | "downloadArtifact"
    | "deleteArtifact";
  readonly arguments: readonly unknown[];
}

export interface ToolkitResult {
  /** What the call resolved to, null for undefined. */
  readonly value: unknown;
  /** `Name: message` of what it threw. */
  readonly error: string | null;
}

export interface ToolkitRun {
  /** One per step. */
  readonly results: readonly ToolkitResult[];
  /** What the clients printed, workflow commands included. */
  readonly stdout: string;
}

/** Calls the real `@actions/cache` and `@actions/artifact`, one after the other, in a process with exactly this environment. */
export async function runToolkit(
  steps: readonly ToolkitStep[],
  options: { readonly env: Readonly<Record<string, string>>; readonly workspace: string },
): Promise<ToolkitRun> {
  const folder = await mkdtemp(join(tmpdir(), "toolkit-"));
  try {
    const files = [join(folder, "steps.json"), join(folder, "results.json")] as const;
    await writeFile(files[0], JSON.stringify(steps));
    const env = {
      PATH: process.env.PATH ?? "",
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: options.workspace,
      ...options.env,
    };
    const client = join(import.meta.dirname, "client.ts");
    const child = spawn(process.execPath, [client, ...files], { cwd: options.workspace, env });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = await once(child, "close");
    const [stdout, stderr] = await output;
    if (code !== 0) throw new Error(`the toolkit client ended with ${code}\n${stdout}${stderr}`);
    return { results: JSON.parse(await readFile(files[1], "utf8")) as ToolkitResult[], stdout };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
