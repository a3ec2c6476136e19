/** `node client-child.cjs <index> <cache folder> <names>`: asks for all names at once and prints how many files they have. */
import { makeIndexClient } from "../../src/adapters/node/index-client.ts";

async function main(indexUrl = "", cacheFolder = "", count = "0"): Promise<void> {
  const settings = { indexUrls: [indexUrl], findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null };
  const request = { settings: { ...settings, netrcFile: null }, cacheFolder, signal: new AbortController().signal };
  const session = await makeIndexClient().open(request);
  const names = Array.from({ length: Number(count) }, (_, number) => `project-${number}`);
  const answers = await Promise.all(names.map((name) => session.project(name)));
  const files = answers.flat().reduce((sum, { page }) => sum + (page?.files.length ?? 0), 0);
  await session.close();
  console.log(`${session.tally().pages} requests, ${files} files`);
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
