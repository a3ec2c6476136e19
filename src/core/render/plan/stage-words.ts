import type { InstallPlan, InstallStage } from "../../plan/stages/install-plan.ts";
import { PLATFORMS } from "../../target/platform.ts";
import { visibleLine } from "../visible.ts";

/** One word of a POSIX shell, on one line, and never an option of the program that gets it. */
export function shellArgument(text: string): string {
  const word = visibleLine(text).replace(/^-+/, "");
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A comment of a shell script or a Dockerfile, on one line. */
export function comment(text: string): string {
  // Docker takes a backslash at the end of any line for a continuation.
  let line = visibleLine(text);
  while (line.endsWith("\\")) line = line.slice(0, -1);
  return `# ${line}`;
}

/** Where a call of pip stands: how pip is called, and what comes before the options of a stage. */
export interface PipCall {
  readonly pip: string;
  readonly options: string;
}

/** One stage as a command: each package on a line of its own; with digests as a requirements file, which alone can hold them. */
export function stageCommand(stage: InstallStage, { pip, options }: PipCall): string {
  const { packages, hashes } = stage;
  const flags = [
    ...(stage.noDeps ? [" --no-deps"] : []),
    ...(stage.noIsolation ? [" --no-build-isolation"] : []),
    ...(stage.onlyWheels ? [" --only-binary :all:"] : []),
    ...(stage.indexUrl === null ? [] : [` --index-url ${shellArgument(stage.indexUrl)}`]),
  ].join("");
  const linesOf = (words: readonly string[]) => words.map((each) => ` \\\n  ${shellArgument(each)}`).join("");
  if (hashes === undefined) return `${pip} install${options}${flags}${linesOf(packages)}`;
  const lines = packages.map((each) => [each, ...(hashes[each] ?? []).map((hash) => `--hash=${hash}`)].join(" "));
  return `printf '%s\\n'${linesOf(lines)} \\\n  | ${pip} install${options}${flags} --require-hashes -r /dev/stdin`;
}

/** Options of the user's, those of this machine only where they can hold. */
export function optionWords({ options = [] }: InstallPlan, allowsLocal: boolean): string {
  return options
    .filter(({ isLocal }) => allowsLocal || !isLocal)
    .map(({ name, value }) => ` ${name}${value === null ? "" : ` ${shellArgument(value)}`}`)
    .join("");
}

/** What is to be known of a plan before its first stage. */
export function headOf({ cycles, notes }: InstallPlan): readonly string[] {
  const words = { "run-time": "need each other at run time", build: "need each other to be built" };
  return [...cycles.map(({ kind, packages }) => `${packages.join(", ")} ${words[kind]}.`), ...notes].map(comment);
}

export function stageTitle({ reason }: InstallStage, index: number, stages: readonly InstallStage[]): string {
  return comment(`Stage ${index + 1} of ${stages.length}: ${reason}`);
}

/** Plans that say the same are one. */
export function distinctPlans(plans: readonly InstallPlan[]): readonly InstallPlan[] {
  const [first] = plans;
  const same = (plan: InstallPlan) => JSON.stringify({ ...plan, target: "" });
  return first !== undefined && plans.every((plan) => same(plan) === same(first)) ? [first] : plans;
}

/** `id|aarch64|arm64)`: by its id, and the first of each machine by the names of the machine as well. */
export function casePattern(plan: InstallPlan, plans: readonly InstallPlan[]): string {
  const machineOf = ({ target }: InstallPlan) => PLATFORMS.find(({ machine }) => target.endsWith(`_${machine}`));
  const platform = machineOf(plan);
  const isFirst = plans.find((each) => machineOf(each) === platform) === plan;
  const machine = platform === undefined || !isFirst ? [] : [platform.machine, platform.name.split("/")[1] ?? ""];
  return [...new Set([plan.target, ...machine])].map(shellArgument).join("|");
}
