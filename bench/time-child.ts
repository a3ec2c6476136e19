import { spawn } from "node:child_process";

export interface TimedChild {
  readonly milliseconds: number;
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, without blocking this process: it may be the index that the program asks. */
export function timeChild(
  argv: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<TimedChild> {
  const [program = "", ...args] = argv;
  const begin = performance.now();
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((settle, reject) => {
    child.once("error", reject);
    child.once("close", (code) => settle({ milliseconds: performance.now() - begin, code, output }));
  });
}

/** The time of a run that did what it should. */
export async function timeOf(
  argv: readonly string[],
  isRight: (run: TimedChild) => boolean,
  options: Parameters<typeof timeChild>[1] = {},
): Promise<number> {
  const run = await timeChild(argv, options);
  if (!isRight(run)) throw new Error(`${argv.join(" ")}: wrong result, exit ${run.code}:\n${run.output}`);
  return run.milliseconds;
}
