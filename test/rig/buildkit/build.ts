import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../arm64/run.ts";
import type { BuildkitRig } from "./index.ts";
import type { DockerScenario } from "./scenarios.ts";

/** A scenario and where it is built. */
export interface ScenarioPlace {
  readonly rig: BuildkitRig;
  readonly scenario: DockerScenario;
  /** The build context. */
  readonly context: string;
}

/** Writes the Dockerfile and the files beside it. */
export async function writeContext(
  { scenario, context }: Pick<ScenarioPlace, "scenario" | "context">,
  addresses: { readonly index: string; readonly base?: string },
): Promise<void> {
  const files = {
    Dockerfile: `${scenario.dockerfile.join("\n").replaceAll("{index}", addresses.index)}\n`,
    ...scenario.files,
    ...(scenario.bake === undefined
      ? {}
      : { "docker-bake.hcl": `${scenario.bake.join("\n").replaceAll("{base}", addresses.base ?? "")}\n` }),
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(context, path), text);
}

/** Unpacks the base image, so that a log begins with the build. */
export async function pullBase({ rig, context, scenario }: ScenarioPlace): Promise<void> {
  const file = join(context, "base.Dockerfile");
  await writeFile(file, "FROM base\nRUN true\n");
  const platform = scenario.args ?? [];
  await run([rig.buildx, "build", "-q", "-f", file, "--build-context", rig.base, ...platform, context], {
    env: rig.environment,
  });
  await rm(file);
}

/** What the build writes to stderr. Rejects when it fails and should not, or the other way round. */
export async function build({ rig, scenario, context }: ScenarioPlace, progress: string): Promise<string> {
  const fresh = scenario.warm === true ? [] : ["--no-cache"];
  const more = [...fresh, "--build-context", rig.base, ...(scenario.args ?? [])];
  const argv = [rig.buildx, "build", "--progress", progress, ...more, context];
  const bake = [rig.buildx, "bake", "--progress", progress, "--no-cache", "--allow=fs.read=*"];
  // `script` gives it a terminal; it writes what the terminal would show to its own stdout.
  const terminal = ["script", "-qec", argv.join(" "), "/dev/null"];
  const [program = "", ...args] = progress === "tty" ? terminal : scenario.bake === undefined ? argv : bake;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: context,
    env: { ...rig.environment, COLUMNS: "120" },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => progress === "tty" && chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once("error", reject);
    child.once("close", settle);
  });
  if ((code !== 0) !== scenario.truth.fails && progress !== "quiet") {
    throw new Error(`${scenario.name} ended with ${code}:\n${Buffer.concat(chunks).toString("utf8")}`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The record of the last build, as `buildx history export` writes it. */
export async function exportRecord({ rig, context }: ScenarioPlace): Promise<Buffer> {
  const listed = await run([rig.buildx, "history", "ls", "--format", "json"], { env: rig.environment });
  const newest = (JSON.parse(listed.split("\n")[0] ?? "") as { readonly ref: string }).ref;
  const reference = newest.split("/").at(-1) ?? "";
  const file = join(context, "build.dockerbuild");
  await run([rig.buildx, "history", "export", "--finalize", "-o", file, reference], { env: rig.environment });
  const record = await readFile(file);
  await rm(file);
  return record;
}
