import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../../fixtures/logs/docker");

/** What `meta.json` says of a recorded build. */
export interface DockerCaseMeta {
  readonly writer: string;
  readonly form: "plain" | "rawjson" | "tty" | "engine" | "legacy" | "buildah";
  readonly dockerfile: readonly string[];
  readonly fails: boolean;
  /** First line of the instruction that fails. */
  readonly line?: number;
  readonly stage?: string | null;
}

export interface DockerCase {
  readonly name: string;
  readonly meta: DockerCaseMeta;
  readonly input: Buffer;
  /** The record of the same build, where it was exported. */
  readonly record: Buffer | null;
  path(file: string): string;
}

/** Every folder of `test/fixtures/logs/docker`. */
export function dockerCases(): readonly DockerCase[] {
  return readdirSync(FOLDER).sort().map(dockerCase);
}

export function dockerCase(name: string): DockerCase {
  const path = (file: string): string => join(FOLDER, name, file);
  const record = path("build.dockerbuild");
  return {
    name,
    meta: JSON.parse(readFileSync(path("meta.json"), "utf8")) as DockerCaseMeta,
    input: readFileSync(path("input.log")),
    record: existsSync(record) ? readFileSync(record) : null,
    path,
  };
}
