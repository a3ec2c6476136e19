/** The main step with a build that has ended already, for tests of what surrounds it. Reads the runner's variables. */
import type { BuildOutcome } from "../../src/app/build-outcome.ts";
import { WheelhouseError } from "../../src/core/error.ts";
import { runBuildStep } from "../../src/entry/build-step.ts";
import { runStep } from "../../src/entry/step.ts";

const CONFLICT = {
  code: "conflict",
  severity: "error",
  target: null,
  title: "numpy: conflicting requirements",
  message: "torch 2.3 needs numpy<2.",
  packages: ["numpy"],
  places: [{ file: "requirements.txt", line: 14, column: 1 }],
  evidence: [],
  remedies: [],
} as const;

const scenario = process.env.SCENARIO ?? "";

await runStep("main", (step) =>
  runBuildStep(step, async ({ options }) => {
    if (scenario === "unreadable") {
      const places = [{ file: "requirements.txt", line: 3, column: 1 }];
      throw new WheelhouseError("unreadable-file", "requirements.txt cannot be read.", { hint: "Check it.", places });
    }
    return outcomeIn(`${options.workingDirectory}/.wheelhouse`);
  }),
);

function outcomeIn(output: string): BuildOutcome {
  const target = "cp312-manylinux_2_28_aarch64";
  const failed = scenario === "conflict";
  return {
    report: {
      schemaVersion: 1,
      tool: { name: "wheelhouse", version: "0.1.0" },
      command: "build",
      complete: true,
      outcome: failed ? "failed" : "ok",
      targets: [
        {
          target,
          lane: "native",
          installer: { name: "pip", version: "26.3" },
          counts: { requirements: 1, packages: 1, downloaded: 1, built: 0, reused: 0, failed: 0 },
          cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
          packages: [],
        },
      ],
      findings: failed ? [CONFLICT] : [],
      conflicts: [],
      fixes: [],
    },
    exitCode: failed ? 1 : 0,
    output,
    files: ["report.json", "report.md"],
    targets: [
      {
        target,
        wheelhouse: `${output}/wheelhouse`,
        archive: null,
        scope: "5f0a",
        restoredKey: null,
        manifestSha256: "0".repeat(64),
        key: "wheelhouse-1",
        cacheHit: false,
      },
    ],
  };
}
