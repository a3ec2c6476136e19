import { parseTarget } from "../../../src/core/target/parse-target.ts";
import type { Target } from "../../../src/core/target/target.ts";

/** The target of an input that the test knows to be right. */
export function requireTarget(input: Parameters<typeof parseTarget>[0]): Target {
  const result = parseTarget(input);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.value;
}
