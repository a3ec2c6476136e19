import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ensureBinfmt } from "../arm64/binfmt.ts";
import { startDaemon } from "../arm64/daemon.ts";
import { ensureLayer, loadImage, type RigImage } from "../arm64/image.ts";
import { ensurePackages } from "../arm64/packages.ts";
import { run } from "../arm64/run.ts";

/** Where builds fail: containers of Debian with Python and gcc, one for each try, with a Docker daemon of their own. */
export interface Machine {
  try(attempt: Attempt): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface Attempt {
  readonly architecture: "amd64" | "arm64";
  /** Options of `docker run`: limits of memory and disk. */
  readonly limits: readonly string[];
  /** Folder of the host that is /case in the container, to write into. */
  readonly folder: string;
  /** For `sh -e`, as root, in /case. */
  readonly script: string;
}

export interface Outcome {
  readonly exitCode: number;
  /** What it printed on both outputs, in order. */
  readonly output: string;
  readonly seconds: number;
}

/** The machine's own authorities, when pip is told of them: what a mirror needs, containers need too. */
const AUTHORITIES = process.env.PIP_CERT ?? "/etc/ssl/certs/ca-certificates.crt";
const TIME_LIMIT = 5 * 60_000;

export async function startMachine(
  architectures: readonly Attempt["architecture"][],
  say: (line: string) => void,
): Promise<Machine> {
  const cache = process.env.WHEELHOUSE_CI_CACHE ?? join(homedir(), ".cache", "wheelhouse-ci");
  const folder = join(cache, "failures");
  await mkdir(folder, { recursive: true });
  await ensurePackages(say);
  if (architectures.includes("arm64")) await ensureBinfmt(say);
  const images = new Map<string, RigImage>();
  for (const architecture of architectures) images.set(architecture, await ensureLayer(cache, say, architecture));
  const daemon = await startDaemon(folder, "none");
  const env = daemon.environment;
  try {
    for (const image of images.values()) {
      const known = await run(["docker", "image", "inspect", image.reference], { env }).catch(() => null);
      if (known === null) {
        say(`loading ${image.reference}`);
        await loadImage(image, env);
      }
    }
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return {
    try: (attempt) => runIn(images.get(attempt.architecture)?.reference ?? "", attempt, daemon.environment),
    stop: () => daemon.stop(),
  };
}

async function runIn(image: string, attempt: Attempt, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const argv = [
    ...["run", "--rm", "--init", "--network", "host", ...attempt.limits],
    ...["--volume", `${attempt.folder}:/case`, "--workdir", "/case", ...authorities()],
    ...[
      "--env",
      "PIP_DISABLE_PIP_VERSION_CHECK=1",
      "--env",
      "PIP_NO_INPUT=1",
      "--env",
      "DEBIAN_FRONTEND=noninteractive",
    ],
    ...["--env", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    ...[image, "sh", "-ec", attempt.script],
  ];
  return await docker(argv, env);
}

async function docker(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const started = performance.now();
  const child = spawn("docker", argv, { env, stdio: ["ignore", "pipe", "pipe"], timeout: TIME_LIMIT });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number>((settle, reject) => {
    child.once("error", reject);
    child.once("close", (code) => settle(code ?? 128));
  });
  const seconds = (performance.now() - started) / 1_000;
  return { exitCode, output: Buffer.concat(chunks).toString("utf8"), seconds };
}

function authorities(): readonly string[] {
  if (!existsSync(AUTHORITIES)) return [];
  const inside = "/etc/rig-authorities.crt";
  return [
    "--volume",
    `${AUTHORITIES}:${inside}:ro`,
    "--env",
    `PIP_CERT=${inside}`,
    "--env",
    `CARGO_HTTP_CAINFO=${inside}`,
  ];
}
