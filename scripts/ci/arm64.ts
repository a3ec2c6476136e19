/**
 * Starts the arm64 rig, runs a command in it, and ends it: `node scripts/ci/arm64.ts docker images`. The command finds
 * `DOCKER_HOST` set, and `WHEELHOUSE_ARM64_IMAGE`, a tag for `--image` (with `--container-network host`). Without a command
 * it only makes everything ready.
 */
import { spawn } from "node:child_process";
import { startArm64Rig } from "../../test/rig/arm64/index.ts";

async function main([program, ...args]: readonly string[]): Promise<number> {
  const rig = await startArm64Rig((line) => console.error(`arm64: ${line}`));
  try {
    console.error(`arm64: ${rig.image} is ready`);
    if (program === undefined) return 0;
    const { PATH, DOCKER_HOST } = rig.environment;
    const env = { ...process.env, PATH, DOCKER_HOST, WHEELHOUSE_ARM64_IMAGE: rig.image };
    const child = spawn(program, args, { stdio: "inherit", env });
    return await new Promise<number>((settle, reject) => {
      child.once("error", reject);
      child.once("close", (code) => settle(code ?? 1));
    });
  } finally {
    await rig.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
