import { WheelhouseError } from "../../core/error.ts";
import { parseCompletePlatform } from "../../core/target/complete-platform.ts";
import type { ReadTarget, TargetPorts, TargetWishes } from "./target-wishes.ts";

const FILE_LIMIT = 2 * 1024 * 1024;

/** A profile that a machine printed. Rejects with `unreadable-file`, or `invalid-input` that has the place of each problem. */
export async function readProfileFile(path: string, wishes: TargetWishes, { files }: TargetPorts): Promise<ReadTarget> {
  const bytes = await files.readFile(files.resolve(wishes.workingDirectory, path), { limit: FILE_LIMIT });
  const target = parseCompletePlatform({ path, bytes });
  if (target.ok) return { target: target.value, note: `${path} is ${target.value.id}, by its own list of tags.` };
  const problems = target.problems.map(({ line, column, message, expected }) => {
    return `${path}:${line}:${column}: ${message}${expected === null ? "" : `; expected ${expected}`}.`;
  });
  throw new WheelhouseError("invalid-input", problems.join(" "), {
    hint: "Print it again with `wheelhouse target` on the machine that it is of.",
    places: target.problems.map(({ line, column }) => ({ file: path, line, column })),
    problems,
  });
}
