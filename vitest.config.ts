import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * `core` and `unit` are what `npm test` runs: they need Node, git and Python 3 with pip, and end in two minutes. Every
 * other project is a layer of `.ci/run` and may install or start what it needs (see docs/architecture.md, "Tests").
 */
const project = (name: string, include: string[], timeout: number, more = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: timeout, hookTimeout: timeout, ...more },
});

/** Many of their tests wait for a child or for a timer, so each processor gets a worker. */
const everyday = {
  maxWorkers: Math.max(2, availableParallelism()),
  globalSetup: "test/rig/plain-python.ts",
  setupFiles: "test/arbitraries/seed.ts",
};

/** Their tests wait for children most of the time, and each file has its own services, ports and folders. */
const waiting = { maxWorkers: 2 };

export default defineConfig({
  test: {
    environment: "node",
    globals: false,
    projects: [
      // Pure code has no state to leak from file to file, and loading it once takes a third less time.
      project("core", ["test/core/**/*.test.ts"], 60_000, { ...everyday, isolate: false }),
      project("unit", ["test/{app,adapters,ports,scripts,entry,rig,docs}/**/*.test.ts"], 60_000, everyday),
      project("rig", ["test/e2e/rig/**/*.test.ts"], 120_000),
      project("harness", ["test/e2e/harness/**/*.test.ts"], 240_000, waiting),
      project("index", ["test/e2e/index/**/*.test.ts"], 300_000, waiting),
      project("standards", ["test/e2e/standards/**/*.test.ts"], 120_000),
      project("real", ["test/e2e/real/**/*.test.ts"], 180_000, waiting),
      project("pips", ["test/e2e/pips/**/*.test.ts"], 600_000),
      project("static", ["test/e2e/static/**/*.test.ts"], 300_000),
      project("act", ["test/e2e/act/**/*.test.ts"], 600_000),
      project("arm64", ["test/e2e/arm64/**/*.test.ts"], 900_000),
      project("docker", ["test/e2e/docker/**/*.test.ts"], 900_000),
      project("failures", ["test/e2e/failures/**/*.test.ts"], 900_000),
      project("fresh", ["test/e2e/fresh/**/*.test.ts"], 900_000),
    ],
  },
});
