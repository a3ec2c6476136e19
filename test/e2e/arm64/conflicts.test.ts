import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARM_CASES, type ArmBench, openArmBench } from "../../rig/real/arm-install.ts";

/** All: npm run prove -- conflicts-arm64. */
const SAMPLE = 1;

describe("what fix recommends for a real conflict", () => {
  let bench: ArmBench;

  beforeAll(async () => {
    bench = await openArmBench();
  });

  afterAll(() => bench?.close());

  it.each(ARM_CASES.slice(0, SAMPLE))("is what pip of an arm64 machine installs, and it runs: $name", async (given) => {
    const { best, said } = await bench.install(given);
    expect(best?.status).toBe("verified");
    expect(said.split("\n")).toEqual(["aarch64", "No broken requirements found.", "0"]);
  });
});
