/** What `fix` recommends for real conflicts, really installed and run on an arm64 machine under QEMU. Needs root. */
import { ARM_CASES, openArmBench } from "../../test/rig/real/arm-install.ts";

export const name = "conflicts-arm64";

export async function run() {
  const bench = await openArmBench();
  const failures: string[] = [];
  try {
    for (const given of ARM_CASES) {
      const { best, said } = await bench.install(given);
      console.log(`${given.name}: ${best?.title}, ${best?.status}; installed, ${said.replaceAll("\n", ", ")}`);
      if (best?.status !== "verified") failures.push(`${given.name}: the best fix is not verified`);
      if (!/^aarch64\nNo broken requirements found\.\n0$/.test(said)) failures.push(`${given.name}: ${said}`);
    }
  } finally {
    await bench.close();
  }
  return { cases: ARM_CASES.length, failures };
}
