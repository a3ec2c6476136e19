import { explainTags } from "../../../src/core/pep/tag-compatibility.ts";
import { parseWheelFilename } from "../../../src/core/pep/wheel-filename.ts";
import type { TagRules, Target } from "../../../src/core/target/target.ts";

/** What pip and uv really take for one requirement on one target, where it is not the same. */
export interface Difference {
  readonly target: Target;
  readonly pip: string | null;
  readonly uv: string | null;
}

interface ToolRule {
  readonly name: string;
  /** Whether the tools differ for this reason. */
  explains(difference: Difference): boolean;
}

/** Why pip and uv may take different wheels: stated beforehand, and each an option of ours (`rules`). */
export const TOOL_RULES: readonly ToolRule[] = [
  {
    name: "of equally good wheels pip takes the last of the page, uv the first by name",
    explains: ({ target, pip, uv }) =>
      pip !== null && uv !== null && rank(pip, target, "uv") === rank(uv, target, "uv"),
  },
  {
    name: "uv takes no riscv64 wheel from below glibc 2.31 and no loongarch64 wheel from below 2.36",
    explains: ({ target, pip }) =>
      pip !== null && rank(pip, target, "uv") === null && rank(pip, target, "packaging-26.3") !== null,
  },
  {
    name: "pip prefers a wheel for plain Linux since 26.3, uv takes it last",
    explains: ({ pip }) => pip !== null && /-linux_\w+\.whl$/.test(pip),
  },
];

/** The name of the rule by which they differ; null when none explains it. */
export function explainDifference(difference: Difference): string | null {
  return TOOL_RULES.find((rule) => rule.explains(difference))?.name ?? null;
}

/** The place of its best tag; null when it does not fit. */
function rank(filename: string, target: Target, rules: TagRules): number | null {
  const wheel = parseWheelFilename(filename);
  return wheel.ok ? (explainTags(wheel.value.tags, target, { rules }).fits?.rank ?? null) : null;
}
