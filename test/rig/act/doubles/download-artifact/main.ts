// Stands in for actions/download-artifact: the same client, this run's artifacts only.
import { appendFileSync } from "node:fs";
import { join, matchesGlob, resolve } from "node:path";
import { type Artifact, DefaultArtifactClient } from "@actions/artifact";

const { env } = process;
const client = new DefaultArtifactClient();
const name = env.INPUT_NAME ?? "";
const root = resolve(env.GITHUB_WORKSPACE ?? "", env.INPUT_PATH ?? "");

// One artifact by name lands in the folder itself, several each in a folder of their own unless they are merged.
if (name !== "") {
  await download((await client.getArtifact(name)).artifact, root);
} else {
  const { artifacts } = await client.listArtifacts({ latest: true });
  const isMerged = env["INPUT_MERGE-MULTIPLE"] === "true";
  for (const artifact of artifacts.filter((one) => matchesGlob(one.name, env.INPUT_PATTERN || "*"))) {
    await download(artifact, isMerged ? root : join(root, artifact.name));
  }
}
appendFileSync(env.GITHUB_OUTPUT ?? "", `download-path=${root}\n`);
process.exit(0);

async function download(artifact: Artifact, path: string): Promise<void> {
  const expectedHash = artifact.digest;
  const options = expectedHash === undefined ? { path } : { path, expectedHash };
  const { digestMismatch } = await client.downloadArtifact(artifact.id, options);
  if (digestMismatch) throw new Error(`the digest of ${artifact.name} is not ${expectedHash}`);
}
