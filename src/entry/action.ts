/** The doors of the action. Each mode is a chunk of its own: a mode never waits for the code of another. */
const MODES = {
  build: async () => (await import("./build-step.ts")).runBuildStep,
  explain: async () => (await import("./explain-step.ts")).runExplainStep,
  post: async () => (await import("./post.ts")).runPostStep,
} as const;

/** What `dist/build.js`, `dist/explain.js` and `dist/post.js` call. Ends the process. */
export async function run(mode: keyof typeof MODES): Promise<void> {
  const { runStep } = await import("./step.ts");
  await runStep(mode === "post" ? "post" : "main", async (step) => (await MODES[mode]())(step));
}

/** What `dist/cache-client.js` calls: the process of its own in which the cache client runs. */
export async function serveCache(): Promise<void> {
  const { serveCacheClient } = await import("../adapters/github/cache-client.ts");
  await serveCacheClient();
}
