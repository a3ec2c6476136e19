import { expect, it } from "vitest";
import { requireTarget } from "../target/require-target.ts";
import { ALPINE, assessed, findingsOf, sourceBuild, verdict } from "./check-facts.ts";

/** What is said of the system for a package whose build compiles this. */
function commandsFor(compile: "CUDA" | "C++", target = requireTarget("jetson-jp6")): readonly string[] {
  const system = { build: { apt: ["build-essential"], apk: ["build-base"] }, runtime: {} };
  const item = assessed({
    verdict: verdict("SDIST_ONLY", { sdist: "demo-1.0.tar.gz" }),
    build: sourceBuild({ compile: [compile], system }),
  });
  const told = findingsOf([item], { target }).filter(({ code }) => code === "system-packages");
  return told.flatMap(({ remedies }) => remedies.flatMap(({ commands }) => commands));
}

it("names the CUDA architectures of a Jetson's boards for a build with CUDA, and for no other", () => {
  expect(commandsFor("CUDA")).toContain('ENV TORCH_CUDA_ARCH_LIST="8.7"');
  expect(commandsFor("CUDA", requireTarget("jetson-jp7.2"))).toContain('ENV TORCH_CUDA_ARCH_LIST="8.7;11.0"');
  expect(commandsFor("C++").join()).not.toContain("TORCH_CUDA");
  expect(commandsFor("CUDA", ALPINE).join()).not.toContain("TORCH_CUDA");
});
