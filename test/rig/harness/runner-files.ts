import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const NAMES = ["GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] as const;

export type RunnerFileName = (typeof NAMES)[number];
export type RunnerFiles = Readonly<Record<RunnerFileName, string>>;

/** What a step left in its files. */
export interface FileCommands {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Null when there is none, or when it was too large and GitHub dropped it. */
  readonly summary: string | null;
  /** What the runner would print as errors; the step fails then. */
  readonly errors: readonly string[];
  /** Like `errors`, but the step's result stays as it is. */
  readonly warnings: readonly string[];
}

/** The runner's `AttachmentSizeLimit`. */
const SUMMARY_LIMIT = 1024 * 1024;

/** Each step gets new, empty files. */
export async function makeRunnerFiles(folder: string): Promise<RunnerFiles> {
  await mkdir(folder, { recursive: true });
  const files = Object.fromEntries(NAMES.map((name) => [name, join(folder, name.toLowerCase())]));
  await Promise.all(Object.values(files).map((file) => writeFile(file, "")));
  return files as RunnerFiles;
}

export async function readRunnerFiles(files: RunnerFiles): Promise<FileCommands> {
  const errors: string[] = [];
  const warnings: string[] = [];
  const read = async (name: RunnerFileName) => await readFile(files[name]).catch(() => Buffer.alloc(0));
  const pairs = async (name: RunnerFileName) => parsePairs((await read(name)).toString("utf8"), name, errors);
  const summary = await read("GITHUB_STEP_SUMMARY");
  if (summary.length > SUMMARY_LIMIT) {
    const kib = Math.floor(summary.length / 1024);
    warnings.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${SUMMARY_LIMIT / 1024}k, got ${kib}k.`,
    );
  }
  const env = await pairs("GITHUB_ENV");
  for (const name of Object.keys(env).filter((name) => /^(GITHUB_|RUNNER_|NODE_OPTIONS$)/i.test(name))) {
    errors.push(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
    delete env[name];
  }
  return {
    outputs: await pairs("GITHUB_OUTPUT"),
    state: await pairs("GITHUB_STATE"),
    env,
    path: (await read("GITHUB_PATH")).toString("utf8").split(/\r?\n/).filter(Boolean),
    summary: summary.length > SUMMARY_LIMIT || summary.length === 0 ? null : summary.toString("utf8"),
    errors,
    warnings,
  };
}

/** `name=value` lines, and `name<<delimiter` … `delimiter` blocks. */
function parsePairs(text: string, file: string, errors: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (heredoc > 0 && (equals < 0 || heredoc < equals)) {
      const end = lines.indexOf(line.slice(heredoc + 2), index + 1);
      if (end < 0) {
        errors.push(`Invalid value. Matching delimiter not found '${line.slice(heredoc + 2)}' in $${file}`);
        return values;
      }
      values[line.slice(0, heredoc)] = lines.slice(index + 1, end).join("\n");
      index = end;
    } else if (equals > 0) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else {
      errors.push(`Unable to process file command '${file}' successfully. Invalid format '${line}'`);
      return values;
    }
  }
  return values;
}
