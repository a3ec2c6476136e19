import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import type { CacheAnswer, CacheTask } from "./cache-client.ts";
import { type ClientOutput, collectOutput } from "./cache-output.ts";
import { layOutTar } from "./cache-tar.ts";
import type { Environment } from "./environment.ts";

export interface ClientCall {
  readonly task: CacheTask;
  /** The pack to save, or where a restored one is wanted. */
  readonly pack: string;
  /** An existing folder on the same file system; a private one is made in it and removed. */
  readonly folder: string;
  /** Known size; 0 when it is still to be told by the service. */
  readonly bytes: number;
}

export interface ClientSettings {
  readonly environment: Environment;
  /** Module that a worker thread loads and that calls `serveCacheClient` there. */
  readonly clientModule: URL;
  readonly debug: (text: string) => void;
  /** Seconds for everything but the transfer itself. */
  readonly patienceSeconds: number;
  readonly maxBytes: number;
}

export type ClientResult = (CacheAnswer | { readonly kind: "stopped"; readonly reason: string }) & {
  readonly output: ClientOutput;
};

/** Below this a transfer costs more than the builds that it saves. */
const SLOWEST_BYTES_PER_SECOND = 5_000_000;
const WATCH_MILLISECONDS = 100;

/**
 * One call of `@actions/cache`, in a worker thread: there it has a PATH and a temporary folder of its own without these
 * being changed for anybody else, what it prints does not reach the step's output, and when time is up it ends. A client
 * that was only left behind would go on, and unpack with the system's `tar` in the end.
 */
export async function callCacheClient(call: ClientCall, settings: ClientSettings): Promise<ClientResult> {
  const folder = await mkdtemp(join(call.folder, ".cache-client-"));
  const output = collectOutput(settings.debug);
  try {
    const variables = await layOutTar(folder, call.pack);
    const worker = new Worker(settings.clientModule, {
      workerData: call.task,
      env: { ...definedOnly(settings.environment), ...variables },
      stdout: true,
      stderr: true,
    });
    for (const stream of [worker.stdout, worker.stderr]) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", output.add);
    }
    const watch = makeWatch(join(folder, "temp"), call, settings, output);
    try {
      return { ...(await Promise.race([answerOf(worker), watch.stopped])), output };
    } finally {
      watch.end();
      await worker.terminate();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function answerOf(worker: Worker): Promise<CacheAnswer> {
  return new Promise((resolve) => {
    worker.once("message", resolve);
    worker.once("error", (error: unknown) => resolve({ kind: "failed", message: String(error) }));
    worker.once("exit", () => resolve({ kind: "failed", message: "the cache client ended without an answer" }));
  });
}

interface Watch {
  /** Resolves when the call has to end. */
  readonly stopped: Promise<{ readonly kind: "stopped"; readonly reason: string }>;
  end(): void;
}

function makeWatch(temp: string, call: ClientCall, settings: ClientSettings, output: ClientOutput): Watch {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const stopped = new Promise<{ kind: "stopped"; reason: string }>((resolve) => {
    const stop = (reason: string) => resolve({ kind: "stopped", reason });
    timer = setInterval(async () => {
      const bytes = Math.max(call.bytes, output.announcedBytes, call.bytes > 0 ? 0 : await bytesBelow(temp));
      const seconds = settings.patienceSeconds + bytes / SLOWEST_BYTES_PER_SECOND;
      if (bytes > settings.maxBytes) stop(`the entry has more than ${settings.maxBytes} bytes`);
      else if (performance.now() - start > seconds * 1000) stop(`it took longer than ${Math.round(seconds)} seconds`);
    }, WATCH_MILLISECONDS);
  });
  return { stopped, end: () => clearInterval(timer) };
}

/** What has been downloaded so far. Files come and go meanwhile. */
async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function definedOnly(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
