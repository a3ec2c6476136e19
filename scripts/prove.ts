/**
 * `npm run prove -- <name> [--count N] [--seed N]`: a long proof in full. CI runs the same code with a small count.
 */
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

interface Proof {
  readonly name: string;
  run(options: { readonly count: number; readonly seed: number }): Promise<{ readonly failures: readonly string[] }>;
}

const FULL_COUNT = 20_000;

async function main(): Promise<void> {
  const folder = new URL("./prove/", import.meta.url);
  const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string", default: String(FULL_COUNT) }, seed: { type: "string", default: "1" } },
  });
  const [name = ""] = positionals;
  if (!names.includes(name)) {
    console.error(`Name one of: ${names.join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const proof = (await import(new URL(`${name}.ts`, folder).href)) as Proof;
  const started = performance.now();
  const result = await proof.run({ count: Number(values.count), seed: Number(values.seed) });
  for (const failure of result.failures) console.error(failure);
  const { failures, ...figures } = result;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${JSON.stringify(figures)}, ${failures.length} failures, ${seconds} s`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

await main();
