import type { IndexAnswer } from "../core/index/index-answer.ts";
import type { ProjectFile } from "../core/index/project-index.ts";
import type { SdistFacts } from "../core/index/sdist-facts.ts";
import type { GatewayTally, GatewayTrouble, IndexSettings } from "./index-gateway.ts";

export type { SdistFacts };

/**
 * Asks package indexes what they have. At most 10 connections, one request for each name and index in a session, answers
 * kept on disk and asked again by ETag. Nothing that comes out of it holds a credential.
 */
export interface IndexClient {
  open(request: IndexClientRequest): Promise<IndexClientSession>;
}

export interface IndexClientRequest {
  readonly settings: IndexSettings;
  /** Folder for answers that outlive the session; null: nothing is kept. */
  readonly cacheFolder: string | null;
  readonly signal: AbortSignal;
}

export interface IndexClientSession {
  /** What each configured index and page says of a project, in the order of the settings. Never rejects for what an index does. */
  project(name: string): Promise<readonly ProjectAnswer[]>;
  /**
   * The same of an index outside of the settings, e.g. a vendor's: never a trouble of the run when it is down.
   * @param options `isHasty`: one attempt of a few seconds, for an index that may only add a remark; default: no
   */
  projectOf(indexUrl: string, name: string, options?: { readonly isHasty?: boolean }): Promise<ProjectAnswer>;
  /**
   * METADATA of a wheel or static PKG-INFO of an sdist, by the cheapest way that works: `.metadata` with its hash → a
   * ranged read → the whole file → unknown. Each file is asked once.
   */
  metadata(file: ProjectFile): Promise<MetadataRead>;
  tally(): GatewayTally;
  troubles(): readonly GatewayTrouble[];
  /** Every credential that it knows of becomes `****`. */
  redact(text: string): string;
  close(): Promise<void>;
}

/** What one index or page says of a project. */
export type ProjectAnswer = IndexAnswer;

export interface MetadataRead {
  /** Which rung of the ladder answered. */
  readonly from: "metadata-file" | "range" | "wheel" | "pkg-info" | null;
  /** The text of METADATA or PKG-INFO; null when it is unknown. */
  readonly text: string | null;
  /** Of an sdist: `[build-system] requires` of its pyproject.toml and names of files that tell what is compiled. */
  readonly sdist: SdistFacts | null;
  /** Why it is unknown. */
  readonly reason: string | null;
}
