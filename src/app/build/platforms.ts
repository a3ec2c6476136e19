import { WheelhouseError } from "../../core/error.ts";
import { parsePlatform } from "../../core/target/platform.ts";

/** The platforms in Docker's words, each once; every unknown one is told at once. */
export function requirePlatforms(targets: readonly string[]): readonly string[] {
  const problems: string[] = [];
  const names = targets.map((text) => {
    const platform = parsePlatform(text);
    if (platform.ok) return platform.value.name;
    problems.push(...platform.problems.map(({ message, expected }) => `${message}: use ${expected}.`));
    return text;
  });
  if (problems.length > 0) {
    throw new WheelhouseError("unknown-target", problems.join(" "), {
      hint: "Correct --target (input: target).",
      problems,
    });
  }
  return [...new Set(names)];
}
