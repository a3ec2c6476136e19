import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Arm64Rig, startArm64Rig } from "../../rig/arm64/index.ts";
import { run } from "../../rig/arm64/run.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { CLI } from "../index/run-cli.ts";
import { namedBlock } from "../static/readme-blocks.ts";

const BASE = "wheelhouse-ci/python:1";
const IMAGE = "wheelhouse-ci/recipe:1";

/** The rig's image is Debian's Python; Python's own image says `python` and lets pip write. */
const BASE_DOCKERFILE = (image: string) =>
  `FROM ${image}\nENV PIP_BREAK_SYSTEM_PACKAGES=1\nRUN ln -s python3 /usr/bin/python\n`;

let rig: Arm64Rig;
let docker: string;
let project: string;
beforeAll(async () => {
  rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  docker = await findBuildKit();
  project = await mkdtemp(join(tmpdir(), "wheelhouse-dockerfile-"));
});
afterAll(async () => {
  if (docker !== undefined) await run([docker, "image", "rm", "--force", IMAGE, BASE], { env: rig.environment });
  await rig?.stop();
  if (project !== undefined) await rm(project, { recursive: true, force: true });
});

/** A client that speaks BuildKit: one before 23, which has it built in, or one with the plugin buildx. */
async function findBuildKit(): Promise<string> {
  const { environment: env } = rig;
  for (const program of env.PATH.split(":").map((folder) => join(folder, "docker"))) {
    if (!existsSync(program)) continue;
    const version = await run([program, "version", "--format", "{{.Client.Version}}"], { env });
    const plugin = await run([program, "buildx", "version"], { env }).catch(() => null);
    if (plugin !== null || Number(version.split(".")[0]) < 23) return program;
  }
  throw new Error("no docker on PATH speaks BuildKit: install docker.io of Debian 12 or the plugin buildx");
}

/** Without a network: what is not in the wheelhouse cannot come from anywhere. */
async function build(folder: string, dockerfile: string, tag: string): Promise<void> {
  await writeFile(join(folder, "Dockerfile"), dockerfile);
  await run([docker, "build", "--platform", "linux/arm64", "--network", "none", "--tag", tag, folder], {
    env: { ...rig.environment, DOCKER_BUILDKIT: "1" },
  });
}

describe("the README's Dockerfile", () => {
  it("installs from a bind mount of the wheelhouse, of which nothing is left in the image", async () => {
    const index = await startSimpleIndex({ projects: buildProjects() });
    await writeFile(join(project, "requirements.txt"), "purepkg\nmanypkg\ncext\n");
    const options = ["--target", "linux/arm64", "--image", rig.image, "--container-network", "host"];
    await run([process.execPath, CLI, "build", "--index-url", index.url, ...options], {
      cwd: project,
      env: { ...rig.environment, HOME: project, PIP_CONFIG_FILE: "/dev/null" },
    });
    await index.close();

    const base = join(project, "base");
    await mkdir(base);
    await build(base, BASE_DOCKERFILE(rig.image), BASE);
    const recipe = namedBlock("README.md", "recipe", "dockerfile");
    expect(recipe).toMatch(/^FROM python:3\.\d+-slim$/m);
    await build(project, recipe.replace(/^FROM .*$/m, `FROM ${BASE}`), IMAGE);

    const program =
      "import cext._native, manypkg, os, purepkg; print(os.uname().machine, os.listdir('/wheelhouse') if os.path.exists('/wheelhouse') else [])";
    const ran = await run([docker, "run", "--rm", "--network", "none", IMAGE, "python", "-c", program], {
      env: rig.environment,
    });
    expect(ran).toBe("aarch64 []\n");
  });
});
