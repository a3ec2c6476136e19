import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IndexClientOptions, makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import type { ProjectFile } from "../../../src/core/index/project-index.ts";
import type { IndexClientSession } from "../../../src/ports/index-client.ts";
import type { IndexSettings } from "../../../src/ports/index-gateway.ts";

export interface OpenedClient {
  readonly session: IndexClientSession;
  /** A folder of its own: home and, when asked for, cache. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface OpenClientOptions extends IndexClientOptions {
  readonly settings?: Partial<IndexSettings>;
  /** Another session's folder: the answers that it kept are used. */
  readonly cacheFolder?: string | null;
  readonly signal?: AbortSignal;
}

const QUICK = { retries: 1, retrySeconds: 2, idleSeconds: 2, bodySeconds: 5 };

/** A client of these indexes, with an environment of its own: no proxy and no netrc unless given. */
export async function openClient(indexUrls: readonly string[], options: OpenClientOptions = {}): Promise<OpenedClient> {
  const folder = await mkdtemp(join(tmpdir(), "index-client-"));
  const { settings, cacheFolder, signal, limits, ...rest } = options;
  const environment = { HOME: folder };
  const client = makeIndexClient({ environment, ...rest, limits: { ...QUICK, ...limits } });
  const request = {
    settings: { indexUrls, findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null, ...settings },
    cacheFolder: cacheFolder ?? null,
    signal: signal ?? new AbortController().signal,
  };
  const session = await client.open(request).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const close = async (): Promise<void> => {
    await session.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { session, folder, close };
}

/** The one file of this name that the first index has. */
export async function fileOf(session: IndexClientSession, project: string, filename: string): Promise<ProjectFile> {
  const [answer] = await session.project(project);
  const file = answer?.page?.files.find((item) => item.filename === filename);
  if (file === undefined) throw new Error(`${filename} is not on the page of ${project}`);
  return file;
}
