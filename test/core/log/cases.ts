import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LOGS = join(import.meta.dirname, "../../fixtures/logs");
/** All are pip's: `backends` holds real compilers and backends inside of it, recorded on arm64. */
const FOLDERS = ["pip", "backends"];

/** What `meta.json` says of a recorded log. */
export interface CaseMeta {
  readonly pip: string;
  readonly form: "console" | "log";
  readonly command: readonly string[];
  /** The user's files, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The log is that of one build, not of a resolution. */
  readonly build?: { readonly name: string; readonly version: string; readonly lane?: "native" | "emulated" };
  /** Of the command; absent where it was not recorded. */
  readonly exitCode?: number | null;
  /** Whether pip wrote its report. */
  readonly resolved: boolean;
  readonly codes: readonly string[];
}

export interface LogCase {
  readonly name: string;
  readonly meta: CaseMeta;
  readonly input: Buffer;
  path(file: string): string;
}

/** Every folder of `test/fixtures/logs/pip` and `backends`. */
export function logCases(): readonly LogCase[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(LOGS, folder))
      .sort()
      .map((name) => logCase(name, folder)),
  );
}

export function logCase(name: string, folder = "pip"): LogCase {
  const path = (file: string): string => join(LOGS, folder, name, file);
  const meta = JSON.parse(readFileSync(path("meta.json"), "utf8")) as CaseMeta;
  return { name, meta, input: readFileSync(path("input.log")), path };
}

/**
 * The expected text of a golden file. With `UPDATE=1` in the environment the file is written anew and the test passes:
 * read the difference before committing it.
 */
export function golden(path: string, actual: string): string {
  if (process.env.UPDATE === "1") writeFileSync(path, actual);
  return existsSync(path) ? readFileSync(path, "utf8") : `${path} is missing: run with UPDATE=1`;
}
