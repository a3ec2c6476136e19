import { CHECK_INPUTS } from "./check-definitions.ts";
import type { InputDefinition } from "./definitions.ts";

/** Inputs that only the command `fix` reads; no action has them. */
export const FIX_ONLY_INPUTS = [
  {
    name: "verify",
    kind: "choice",
    choices: ["auto", "pip", "uv", "never"],
    description:
      "Which real installer is asked whether a fix resolves; auto asks the one of --installer, and the other one where that cannot tell. Nothing is installed.",
    default: "auto",
    cli: { flags: ["--verify"], argument: "TOOL" },
    action: false,
  },
  {
    name: "write",
    kind: "boolean",
    description: "Write the best fix to the files, all of them or none, and check again.",
    default: "false",
    cli: { flags: ["--write"] },
    action: false,
  },
] as const satisfies readonly InputDefinition[];

const WORDS: Readonly<Record<string, string>> = {
  installer: "Whose rules hold, and who is asked first whether a fix resolves.",
};

/** What the command `fix` offers. Without what the lines pull in there are no conflicts to fix. */
export const FIX_INPUTS: readonly InputDefinition[] = [
  ...CHECK_INPUTS.filter(({ name }) => name !== "deps" && name !== "packages").map((input) => ({
    ...input,
    description: WORDS[input.name] ?? input.description,
  })),
  ...FIX_ONLY_INPUTS,
];
