// Child process: calls the real toolkit clients, which read process.env when they are loaded.
// Usage: node client.ts <file with steps as JSON> <file for the results>
import { readFile, writeFile } from "node:fs/promises";
import type { ToolkitResult, ToolkitStep } from "./run.ts";

const [stepsFile = "", resultsFile = ""] = process.argv.slice(2);
const results: ToolkitResult[] = [];
for (const step of JSON.parse(await readFile(stepsFile, "utf8")) as ToolkitStep[]) {
  results.push(await perform(step));
}
await writeFile(resultsFile, JSON.stringify(results));
process.exit(0);

async function perform(step: ToolkitStep): Promise<ToolkitResult> {
  try {
    const call = await load(step.call);
    return { value: (await call(...(step.arguments as never[]))) ?? null, error: null };
  } catch (error) {
    return { value: null, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** The cache client alone loads in half the time of both. */
async function load(name: ToolkitStep["call"]): Promise<(...values: never[]) => Promise<unknown>> {
  if (name === "saveCache" || name === "restoreCache") {
    const cache = await import("@actions/cache");
    return cache[name];
  }
  const { DefaultArtifactClient } = await import("@actions/artifact");
  const client = new DefaultArtifactClient();
  return client[name].bind(client);
}
