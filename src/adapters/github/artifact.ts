import { stat } from "node:fs/promises";
import { scrubCredentials } from "../../core/options/credentials.ts";
import type { ArtifactOutcome, ArtifactStore } from "../../ports/github.ts";
import { artifactName } from "./artifact-name.ts";
import { collectOutput } from "./cache-output.ts";
import type { Environment } from "./environment.ts";
import { withToolkitOutput } from "./toolkit-output.ts";

export interface ArtifactSettings {
  readonly environment: Environment;
  readonly debug: (text: string) => void;
}

/** Time for an upload: a minute, and what the bytes take at 2 MB/s. */
const BASE_SECONDS = 60;
const SLOWEST_BYTES_PER_SECOND = 2e6;

/**
 * Artifacts of this run through `@actions/artifact`, as a zip file without compression: wheels and archives of them are
 * compressed already. The client is loaded at the first upload. Trouble is an answer, never an exception.
 */
export function makeArtifactStore({ environment, debug }: ArtifactSettings): ArtifactStore {
  return {
    async upload(wanted, files, root) {
      const absent = missingService(environment);
      if (absent !== null) return unavailable(absent);
      const name = artifactName(wanted);
      try {
        const seconds = BASE_SECONDS + (await totalBytes(files)) / SLOWEST_BYTES_PER_SECOND;
        const output = collectOutput(debug);
        const sent = await withToolkitOutput(output.add, () =>
          withTimeLimit(seconds, () => send(name, [...files], root)),
        );
        if (sent.id === undefined) return unavailable("the service gave no id for it");
        return { kind: "uploaded", name, id: sent.id, bytes: sent.size ?? 0 };
      } catch (error) {
        return unavailable(explain(error, name));
      }
    },
  };
}

async function send(name: string, files: string[], root: string) {
  const { DefaultArtifactClient } = await import("@actions/artifact");
  return new DefaultArtifactClient().uploadArtifact(name, files, root, { compressionLevel: 0 });
}

function missingService(environment: Environment): string | null {
  if (!environment.ACTIONS_RESULTS_URL || !environment.ACTIONS_RUNTIME_TOKEN) {
    return "this runner offers no artifact service";
  }
  return isEnterpriseServer(environment.GITHUB_SERVER_URL)
    ? "GitHub Enterprise Server does not offer this version of the artifact service"
    : null;
}

/** The rule of `@actions/artifact` itself. */
function isEnterpriseServer(server: string | undefined): boolean {
  const host = URL.canParse(server || "") ? new URL(server || "").hostname.toLowerCase() : "github.com";
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

/** The client has no time limit of its own that holds, and cannot be stopped: it is left behind. */
function withTimeLimit<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = new Error(`the upload took longer than ${Math.round(seconds)} seconds`);
    const timer = setTimeout(() => reject(limit), seconds * 1000);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

async function totalBytes(files: readonly string[]): Promise<number> {
  const stats = await Promise.all(files.map((file) => stat(file)));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

function explain(error: unknown, name: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/\b409\b|already exists/i.test(message)) {
    return `this run already has an artifact called ${name}; give each job and step a name of its own with \`artifact\``;
  }
  if (/quota|insufficient usage/i.test(message)) return "the storage for artifacts of this account is full";
  return scrubCredentials(message.split("\n")[0] ?? "", []).slice(0, 300);
}

function unavailable(reason: string): ArtifactOutcome {
  return { kind: "unavailable", reason };
}
