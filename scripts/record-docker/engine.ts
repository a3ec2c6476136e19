import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { startDaemon } from "../../test/rig/arm64/daemon.ts";
import { ensureLayer, loadImage } from "../../test/rig/arm64/image.ts";
import { run } from "../../test/rig/arm64/run.ts";

/** The client of Debian's engine; a newer one in front of it on `PATH` would send the build to buildx. */
const CLIENT = "/usr/bin/docker";

/** How a builder of the distribution is asked. */
export type EngineForm = "legacy" | "engine" | "buildah";

/** A builder of the distribution: Docker Engine 20.10 or buildah. */
export interface Engine {
  readonly forms: readonly EngineForm[];
  /** What the build prints on both streams, and how it ended. */
  build(
    form: EngineForm,
    context: string,
    fresh: boolean,
  ): Promise<{ readonly text: string; readonly code: number | null }>;
  stop(): Promise<void>;
}

/**
 * Debian's Docker Engine: its builder before BuildKit, and the BuildKit that it brought along. Steps use the machine's
 * network; `FROM base` is Debian with Python and gcc.
 */
export async function startEngine(say: (line: string) => void): Promise<Engine> {
  const cache = join(homedir(), ".cache", "wheelhouse-ci");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "engine-"));
  const daemon = await startDaemon(folder, "none");
  const stop = async (): Promise<void> => {
    await daemon.stop();
    // The engine leaves the namespace of containers with `--network=host` mounted.
    await run(["umount", join(folder, "exec/netns/default")]).catch(() => "");
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await loadImage({ ...(await ensureLayer(cache, say, "amd64")), reference: "base:latest" }, daemon.environment);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    forms: ["legacy", "engine"],
    stop,
    async build(form, context, fresh) {
      const more = [...(fresh ? ["--no-cache"] : []), ...(form === "engine" ? ["--progress=plain"] : [])];
      const env = { ...daemon.environment, DOCKER_BUILDKIT: form === "engine" ? "1" : "0" };
      return await runJoined([CLIENT, "build", "--network=host", ...more, context], env);
    },
  };
}

/** Both streams in one pipe, in order of arrival, as a runner does it. */
export async function runJoined(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn("sh", ["-c", 'exec "$@" 2>&1', "sh", ...argv], { env, stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once("error", reject);
    child.once("close", settle);
  });
  return { text: Buffer.concat(chunks).toString("utf8"), code };
}
