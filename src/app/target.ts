import { WheelhouseError } from "../core/error.ts";
import { type CompletePlatform, toCompletePlatform } from "../core/target/complete-platform.ts";
import { findJetPackByL4t, parseTegraRelease } from "../core/target/jetpack.ts";
import type { Log } from "../ports/log.ts";
import { readTargets } from "./check/read-target.ts";
import type { TargetPorts } from "./check/target-wishes.ts";

export interface TargetOptions {
  /** Absolute. */
  readonly workingDirectory: string;
  /** What `check --target` takes, but for a platform alone; null: this machine. */
  readonly profile: string | null;
  readonly python: string | null;
  readonly libc: string | null;
}

export type TargetCommandPorts = TargetPorts & { readonly log: Log };

/**
 * The `target` use case: what this machine (or a profile, or an image) takes, in the form that `check --target FILE.json`
 * and pex read. What was assumed, and which JetPack a Jetson has, goes to the log.
 * Rejects like `readTargets`, and with `no-python` where there is none: a machine without one has no profile.
 */
export async function runTarget(options: TargetOptions, ports: TargetCommandPorts): Promise<CompletePlatform> {
  const { profile, python } = options;
  const isPath = python?.includes("/") ?? false;
  if (profile === null && !isPath && (await ports.pythonHere()) === null) {
    throw new WheelhouseError("no-python", "No Python runs here, so this machine has no profile to print.", {
      hint: "Install one, name it with --python PATH, or print a shipped profile with --profile NAME.",
    });
  }
  const [read] = await readTargets({ ...options, targets: profile === null ? [] : [profile] }, ports);
  if (read === undefined) throw new Error("one target was asked for, none was read");
  ports.log.stage(`${profile === null ? "This machine" : profile} is ${read.target.id}.`);
  if (read.note !== null) ports.log.info(read.note);
  if (profile === null) await nameJetPack(ports);
  return toCompletePlatform(read.target);
}

const TEGRA_RELEASE = "/etc/nv_tegra_release";

async function nameJetPack({ files, log }: TargetCommandPorts): Promise<void> {
  if ((await files.stat(TEGRA_RELEASE)) === null) return;
  const text = new TextDecoder().decode(await files.readFile(TEGRA_RELEASE, { limit: 64 * 1024 }));
  const l4t = parseTegraRelease(text);
  if (l4t === null) return log.warning(`${TEGRA_RELEASE} is there, but it does not say which release this is.`);
  const found = findJetPackByL4t(l4t);
  if (found === null) return log.stage(`It is a Jetson with L4T ${l4t}, which the table of JetPacks does not have.`);
  const { line, jetpack } = found;
  const name = jetpack === null ? `${line.title}, a release newer than the table` : `JetPack ${jetpack}`;
  log.stage(
    `It is a Jetson with ${name} (L4T ${l4t}): CUDA ${line.cuda}, TORCH_CUDA_ARCH_LIST="${line.torchCudaArchList}", ` +
      `wheels of ${line.userSpace === "sbsa" ? "ARM servers (SBSA)" : "Tegra"}. The shipped profile is ${line.profile}.`,
  );
}
