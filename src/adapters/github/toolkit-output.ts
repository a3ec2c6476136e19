/**
 * Runs a piece of the Actions toolkit and hands the lines that it prints to `onLine` instead of the step's output: it
 * writes workflow commands of its own there, warnings among them. Our own sink must hold the real `write` beforehand.
 */
export async function withToolkitOutput<T>(onLine: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const real = process.stdout.write;
  let rest = "";
  const write = (chunk: string | Uint8Array, ...others: unknown[]): boolean => {
    const lines = (rest + (typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk))).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
    const done = others.find((other) => typeof other === "function");
    if (done !== undefined) done();
    return true;
  };
  process.stdout.write = write;
  try {
    return await work();
  } finally {
    if (process.stdout.write === write) process.stdout.write = real;
    if (rest !== "") onLine(rest);
  }
}
