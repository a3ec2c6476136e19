import { defineConfig } from "vitest/config";

/**
 * `unit` needs Node, git and Python 3 with pip, and ends in two minutes. Every other project is a layer of `.ci/run`
 * and may install or start what it needs (see docs/architecture.md, "Tests").
 */
const layer = (name: string, include: string[], timeout: number) => ({
  extends: true as const,
  test: { name, include, testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    environment: "node",
    globals: false,
    projects: [
      layer("unit", ["test/{core,app,adapters,ports,scripts,entry,rig,docs}/**/*.test.ts"], 30_000),
      layer("harness", ["test/e2e/harness/**/*.test.ts"], 120_000),
      layer("index", ["test/e2e/index/**/*.test.ts"], 300_000),
      layer("static", ["test/e2e/static/**/*.test.ts"], 300_000),
      layer("act", ["test/e2e/act/**/*.test.ts"], 600_000),
      layer("arm64", ["test/e2e/arm64/**/*.test.ts"], 900_000),
      layer("fresh", ["test/e2e/fresh/**/*.test.ts"], 900_000),
    ],
  },
});
