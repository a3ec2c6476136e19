import { createHash } from "node:crypto";
import type { Reply } from "../loopback/server.ts";
import type { Blob, BlobStore } from "./blobs.ts";
import type { ServiceRules } from "./rules.ts";
import type { TokenClaims } from "./token.ts";
import { twirpError, twirpReply } from "./twirp.ts";

export interface Artifact {
  readonly id: number;
  readonly run: string;
  readonly job: string;
  readonly name: string;
  readonly mimeType: string;
  /** Only finalized artifacts are listed. */
  state: "created" | "finalized";
  /** `sha256:…` as the client gave it, null before it is finalized. */
  digest: string | null;
  readonly blob: Blob;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly expires: string | null;
}

export interface ArtifactContext {
  readonly rules: ServiceRules;
  readonly blobs: BlobStore;
  readonly now: () => number;
}

export interface ArtifactService {
  readonly artifacts: Artifact[];
  readonly methods: Readonly<Record<string, (message: Message, claims: TokenClaims) => Reply>>;
}

type Message = Readonly<Record<string, unknown>>;

interface State extends ArtifactContext {
  readonly artifacts: Artifact[];
  lastId: number;
}

type Method = (state: State, message: Message, claims: TokenClaims) => Reply;

const METHODS: Readonly<Record<string, Method>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: address,
  DeleteArtifact: remove,
};

/** GitHub's `ArtifactService` (v4 and later): one name once per run, listed when finalized. */
export function makeArtifactService(context: ArtifactContext): ArtifactService {
  const state: State = { ...context, artifacts: [], lastId: 0 };
  const bound = Object.entries(METHODS).map(
    ([name, method]) => [name, (message: Message, claims: TokenClaims) => method(state, message, claims)] as const,
  );
  return { artifacts: state.artifacts, methods: Object.fromEntries(bound) };
}

function create(state: State, message: Message, claims: TokenClaims): Reply {
  const name = String(message.name ?? "");
  const mimeType = String(message.mime_type ?? "application/zip");
  const wrong = nameProblem(name) ?? versionProblem(message.version);
  if (wrong !== null) return twirpError("invalid_argument", wrong);
  if (!state.rules.mimeTypes.has(mimeType)) {
    return twirpError("invalid_argument", "mime_type a valid mime_type is required");
  }
  if (state.rules.overBudget) return twirpError("permission_denied", "insufficient usage to create artifact");
  if (state.artifacts.filter(({ job }) => job === claims.job).length >= state.rules.artifactsPerJob) {
    return twirpError("permission_denied", `at most ${state.rules.artifactsPerJob} artifacts per job`);
  }
  if (state.artifacts.some((artifact) => artifact.run === claims.run && artifact.name === name)) {
    return twirpError("already_exists", "an artifact with this name already exists on the workflow run");
  }
  state.lastId += 1;
  const expires = typeof message.expires_at === "string" ? message.expires_at : null;
  const { run, job } = claims;
  const fields = { id: state.lastId, run, job, name, mimeType, digest: null, blob: state.blobs.make(), expires };
  const artifact: Artifact = { ...fields, state: "created", created: state.now() };
  artifact.blob.contentType = mimeType;
  state.artifacts.push(artifact);
  return twirpReply({ ok: true, signed_upload_url: state.blobs.sign(artifact.blob, "upload") });
}

function finalize(state: State, message: Message, claims: TokenClaims): Reply {
  const artifact = named(state, message, claims.run);
  if (artifact === undefined) return twirpError("not_found", "artifact not found");
  const content = artifact.blob.content;
  if (content === null || String(content.length) !== String(message.size ?? "0")) {
    return twirpError("invalid_argument", `size is ${message.size}, but ${content?.length ?? 0} bytes were uploaded`);
  }
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  if (message.hash !== undefined && message.hash !== digest) {
    return twirpError("invalid_argument", "hash does not match the uploaded content");
  }
  artifact.state = "finalized";
  artifact.digest = digest;
  return twirpReply({ ok: true, artifact_id: String(artifact.id) });
}

function list(state: State, message: Message, claims: TokenClaims): Reply {
  const found = state.artifacts.filter(
    (artifact) =>
      artifact.run === claims.run &&
      artifact.state === "finalized" &&
      (message.name_filter === undefined || artifact.name === message.name_filter) &&
      (message.id_filter === undefined || String(artifact.id) === String(message.id_filter)),
  );
  return twirpReply({ artifacts: found.map(toMessage) });
}

function address(state: State, message: Message, claims: TokenClaims): Reply {
  const artifact = named(state, message, claims.run);
  if (artifact?.state !== "finalized") return twirpError("not_found", "artifact not found");
  const filename = artifact.mimeType === "application/zip" ? `${artifact.name}.zip` : artifact.name;
  return twirpReply({ signed_url: state.blobs.sign(artifact.blob, "download", filename) });
}

function remove(state: State, message: Message, claims: TokenClaims): Reply {
  const artifact = named(state, message, claims.run);
  if (artifact === undefined) return twirpError("not_found", "artifact not found");
  state.artifacts.splice(state.artifacts.indexOf(artifact), 1);
  return twirpReply({ ok: true, artifact_id: String(artifact.id) });
}

function named({ artifacts }: State, message: Message, run: string): Artifact | undefined {
  return artifacts.find((artifact) => artifact.run === run && artifact.name === String(message.name ?? ""));
}

function toMessage(artifact: Artifact): unknown {
  return {
    workflow_run_backend_id: artifact.run,
    workflow_job_run_backend_id: artifact.job,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.blob.content?.length ?? 0),
    created_at: new Date(artifact.created).toISOString(),
    digest: artifact.digest,
  };
}

function nameProblem(name: string): string | null {
  return name === "" || /[":<>|*?\r\n\\/]/.test(name) ? "name is not a valid artifact name" : null;
}

/** Version 4 is what zip-only clients send, 7 came with single files. */
function versionProblem(version: unknown): string | null {
  return typeof version === "number" && version >= 4 && version <= 7 ? null : "version is not supported";
}
