import { execFile } from "node:child_process";
import type { Requirement } from "../../../src/core/pep/requirement.ts";
import type { Target } from "../../../src/core/target/target.ts";

/** A real tool that chooses wheels for another machine. */
export interface Installer {
  readonly name: string;
  /** Whether it can be told of this target at all. */
  knows(target: Target): boolean;
  /**
   * What it takes for each group, which is asked for at once: the wheels by project; null when it finds none for one of
   * them.
   */
  choose(groups: readonly (readonly Requirement[])[], target: Target): Promise<readonly Choice[]>;
}

export type Choice = ReadonlyMap<string, string> | null;

/** What it takes for each: a file name, or null when there is nothing to take. */
export type Choices = ReadonlyMap<Requirement, string | null>;

/**
 * Asks for each requirement by itself in effect, but for most of them in one run: what is expected to be found is asked
 * together, and only when that fails one by one.
 */
export async function chooseEach(
  installer: Installer,
  requirements: readonly Requirement[],
  target: Target,
  isExpected: (requirement: Requirement) => boolean,
): Promise<Choices> {
  const together = requirements.filter(
    (one, index) => isExpected(one) && requirements.findIndex(({ name }) => name === one.name) === index,
  );
  const alone = requirements.filter((one) => !together.includes(one));
  const [found = null, ...single] = await installer.choose([together, ...alone.map((one) => [one])], target);
  const again =
    found === null
      ? await installer.choose(
          together.map((one) => [one]),
          target,
        )
      : [];
  const choiceOf = (one: Requirement): Choice | undefined => {
    if (alone.includes(one)) return single[alone.indexOf(one)];
    return found ?? again[together.indexOf(one)];
  };
  return new Map(requirements.map((one) => [one, choiceOf(one)?.get(one.name) ?? null]));
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with nothing of this machine's settings for pip and uv. */
export function run(
  program: string,
  args: readonly string[],
  input: string,
  env: Record<string, string>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 256 * 1024 * 1024, timeout: 60_000 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
