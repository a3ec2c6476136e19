import { WheelhouseError } from "../../core/error.ts";
import type { Platform } from "../../core/target/platform.ts";
import type { Log } from "../../ports/log.ts";
import { type DockerCli, lastWords } from "./docker-cli.ts";

/** An image that is on this machine. */
export interface LocalImage {
  readonly reference: string;
  /** Digest in its registry, or its id when it never was in one: `sha256:…`. */
  readonly digest: string;
}

export interface ImageRequest {
  readonly reference: string;
  readonly pinned: boolean;
  readonly target: Platform;
  readonly signal: AbortSignal;
}

/** Finds the image on this machine, else pulls it. Rejects with `no-image`. */
export async function requireImage(cli: DockerCli, log: Log, request: ImageRequest): Promise<LocalImage> {
  const found = await findImage(cli, request);
  const image = found ?? (await pullImage(cli, log, request));
  if (!request.pinned) {
    log.info(`The image ${request.reference} is not pinned by digest; this run uses ${image.digest}.`);
  }
  return image;
}

async function pullImage(cli: DockerCli, log: Log, { reference, target, signal }: ImageRequest): Promise<LocalImage> {
  log.stage(`Pulling ${reference} for ${target.name}`);
  const exit = await cli.run(["pull", "--platform", target.name, reference], {
    onLine: (line) => log.debug(line),
    signal,
  });
  if (exit.code !== 0) {
    throw new WheelhouseError("no-image", `The image ${reference} could not be pulled: ${lastWords(exit)}.`, {
      hint: "Check the name, the network and `docker login`, or name another image with --image (input: image).",
    });
  }
  log.info(`Pulled in ${Math.round(exit.seconds)} s.`);
  const image = await findImage(cli, { reference, target: null, signal });
  if (image !== null) return image;
  throw new WheelhouseError("no-image", `Docker pulled ${reference} but does not list it.`, {
    hint: "Look at `docker image ls`, or name another image with --image (input: image).",
  });
}

/** Null when the image is absent, or there is one of another platform only (a tag holds one in the classic image store). */
async function findImage(
  cli: DockerCli,
  wanted: { readonly reference: string; readonly target: Platform | null; readonly signal: AbortSignal },
): Promise<LocalImage | null> {
  const args = ["image", "inspect", "--format", "{{json .}}", wanted.reference];
  const exit = await cli.run(args, { capture: true, signal: wanted.signal });
  if (exit.code !== 0) return null;
  const raw = JSON.parse(exit.stdout) as Readonly<Record<string, unknown>>;
  const architecture = wanted.target?.name.split("/")[1];
  if (architecture !== undefined && raw.Architecture !== architecture) return null;
  const repositoryDigest = Array.isArray(raw.RepoDigests) ? raw.RepoDigests.map(String)[0] : undefined;
  return { reference: wanted.reference, digest: repositoryDigest?.split("@")[1] ?? String(raw.Id) };
}
