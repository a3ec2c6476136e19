import { existsSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../arm64/run.ts";

const BUILDKIT = "v0.33.0";
const BUILDX = "v0.37.0";

export interface BuildkitPrograms {
  readonly buildkitd: string;
  readonly buildx: string;
}

/**
 * BuildKit's daemon and buildx, compiled from the Go module proxy and kept in `cache`: once, about four minutes on two
 * cores. `go install …@version` refuses modules whose go.mod has replacements, so the source is copied and built in place.
 */
export async function ensurePrograms(cache: string, say: (line: string) => void): Promise<BuildkitPrograms> {
  const folder = join(cache, `buildkit-${BUILDKIT.slice(1)}-buildx-${BUILDX.slice(1)}`);
  const programs = { buildkitd: join(folder, "buildkitd"), buildx: join(folder, "buildx") };
  if (existsSync(programs.buildkitd) && existsSync(programs.buildx)) return programs;
  const work = await mkdtemp(join(cache, "buildkit-source-"));
  try {
    say(`compiling BuildKit ${BUILDKIT} and buildx ${BUILDX}`);
    const made = join(work, "bin");
    await compile({ module: `github.com/moby/buildkit@${BUILDKIT}`, program: "buildkitd", work, made });
    await compile({ module: `github.com/docker/buildx@${BUILDX}`, program: "buildx", work, made });
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    // The module cache is read-only, and so is its copy.
    await run(["chmod", "-R", "u+w", work]);
    await rm(work, { recursive: true, force: true });
  }
  return programs;
}

interface Compilation {
  readonly module: string;
  readonly program: string;
  readonly work: string;
  readonly made: string;
}

async function compile({ module, program, work, made }: Compilation): Promise<void> {
  const downloaded: unknown = JSON.parse(await run(["go", "mod", "download", "-json", module]));
  const source = (downloaded as { readonly Dir: string }).Dir;
  const copy = join(work, program);
  await cp(source, copy, { recursive: true });
  await run(["chmod", "-R", "u+w", copy]);
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-p=2" };
  await run(["go", "build", "-o", `${made}/`, `./cmd/${program}`], { cwd: copy, env });
}
