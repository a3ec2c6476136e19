import { cp, mkdir, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../test/rig/arm64/run.ts";
import { ensureBaseImage } from "../../test/rig/buildkit/base-image.ts";
import { type Engine, runJoined } from "./engine.ts";

/** Debian's buildah, which must be installed. `FROM base` is Debian with Python and gcc; steps run by runc. */
export async function startBuildah(say: (line: string) => void): Promise<Engine> {
  const cache = join(homedir(), ".cache", "wheelhouse-ci");
  // buildah makes an image's name out of the folder, and names are lower case.
  const folder = join(tmpdir(), `wheelhouse-buildah-${process.pid}`);
  await mkdir(folder, { recursive: true });
  await cp(await ensureBaseImage(cache, say), join(folder, "layout"), { recursive: true });
  const places = ["--root", join(folder, "root"), "--runroot", join(folder, "run"), "--storage-driver", "overlay"];
  const buildah = ["buildah", ...places, "--log-level=error"];
  const env = { ...process.env };
  const image = (await run([...buildah, "pull", "-q", `oci:${join(folder, "layout")}:debian`], { env })).trim();
  await run([...buildah, "tag", image, "localhost/base"], { env });
  return {
    forms: ["buildah"],
    build(_form, context, fresh) {
      const how = ["--isolation=oci", "--runtime=runc", "--network=host", "--layers", ...(fresh ? ["--no-cache"] : [])];
      return runJoined([...buildah, "build", "-t", "localhost/built", ...how, context], env);
    },
    async stop() {
      await run([...buildah, "rm", "--all"], { env });
      await run(["umount", join(folder, "root/overlay")]).catch(() => "");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
