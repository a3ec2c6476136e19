import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GatewayOptions, makeGateway } from "../../../src/adapters/node/gateway.ts";
import type { GatewaySession, HeldWheel, IndexSettings } from "../../../src/ports/index-gateway.ts";
import type { TestFile } from "../../rig/projects/project.ts";

export interface OpenedGateway {
  readonly session: GatewaySession;
  readonly folder: string;
  /** The address of the main index, for pip. */
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenOptions extends GatewayOptions {
  readonly settings?: Partial<IndexSettings>;
  readonly held?: readonly HeldWheel[];
  readonly signal?: AbortSignal;
}

const QUICK = { retries: 2, retrySeconds: 2, idleSeconds: 2, bodySeconds: 5 };

/** A gateway before these indexes, with an environment of its own: no proxy and no netrc unless given. */
export async function openGateway(indexUrls: readonly string[], options: OpenOptions = {}): Promise<OpenedGateway> {
  const folder = await mkdtemp(join(tmpdir(), "gateway-"));
  const { settings, held, signal, ...rest } = options;
  const session = await makeGateway({ environment: { HOME: folder }, limits: QUICK, ...rest }).open({
    settings: { indexUrls, findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null, ...settings },
    held: held ?? [],
    storageFolder: join(folder, "files"),
    bindAddress: "127.0.0.1",
    hostAddress: "127.0.0.1",
    signal: signal ?? new AbortController().signal,
  });
  const close = async (): Promise<void> => {
    await session.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { session, folder, url: session.indexUrls[0] ?? "", close };
}

/** Writes a file's bytes into a folder and describes them as a held wheel. */
export async function hold(
  folder: string,
  file: TestFile,
  project: string,
  sdistSha256: string | null = null,
): Promise<HeldWheel> {
  const path = join(folder, file.filename);
  await writeFile(path, file.bytes);
  return { filename: file.filename, path, sha256: file.sha256, bytes: file.bytes.length, project, sdistSha256 };
}
