import { spawn } from "node:child_process";

/** Runs a program to its end and gives what it wrote to stdout. Rejects with the end of its stderr when it fails. */
export async function run(
  argv: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<string> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const chunks = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => chunks.out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.err.push(chunk));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once("error", reject);
    child.once("close", settle);
  });
  const [stdout, stderr] = [Buffer.concat(chunks.out).toString(), Buffer.concat(chunks.err).toString()];
  if (code !== 0) throw new Error(`${argv.join(" ")}: exit ${code}\n${stderr.slice(-2000)}`);
  return stdout;
}
