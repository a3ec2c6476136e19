import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ensureBinfmt } from "./binfmt.ts";
import { type DaemonNetwork, startDaemon } from "./daemon.ts";
import { ensureLayer, loadImage } from "./image.ts";
import { holdLock } from "./lock.ts";
import { ensurePackages } from "./packages.ts";
import { run } from "./run.ts";

/** A machine that runs arm64 containers: QEMU registered, a Docker daemon of our own, an image with Python and gcc. */
export interface Arm64Rig {
  /** Tag of the image, for `--image`. There is no registry behind it. */
  readonly image: string;
  /** `PATH`, `HOME` and `DOCKER_HOST` with which `docker` reaches the daemon. Without a bridge containers need `--container-network host`. */
  readonly environment: { readonly PATH: string; readonly HOME: string; readonly DOCKER_HOST: string };
  /** Ends the daemon. What was built stays in the cache. */
  stop(): Promise<void>;
}

/**
 * Installs, registers, builds and starts what is missing. The first time takes about four minutes, later ones seconds. Needs
 * root and Debian. One rig runs at a time: a second one waits for the first to stop.
 */
export async function startArm64Rig(
  say: (line: string) => void = () => {},
  network: DaemonNetwork = "none",
): Promise<Arm64Rig> {
  const cache = cacheFolder();
  await mkdir(join(cache, "docker"), { recursive: true });
  const unlock = await holdLock(join(cache, "arm64.lock"));
  try {
    await ensurePackages(say);
    await ensureBinfmt(say);
    const image = await ensureLayer(cache, say);
    const daemon = await startDaemon(join(cache, "docker"), network);
    const stop = async (): Promise<void> => {
      await daemon.stop();
      await unlock();
    };
    const env = daemon.environment;
    const known = await run(["docker", "image", "inspect", image.reference], { env }).catch(() => null);
    if (known === null) {
      say(`loading ${image.reference}`);
      await loadImage(image, env).catch(async (error: unknown) => {
        await daemon.stop();
        throw error;
      });
    }
    return { image: image.reference, environment: env, stop };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function cacheFolder(): string {
  return process.env.WHEELHOUSE_CI_CACHE ?? join(homedir(), ".cache", "wheelhouse-ci");
}
