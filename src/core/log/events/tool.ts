import type { LogFormat } from "../event.ts";

/** What other tools say: poetry, pip-compile, pipenv, conda, cibuildwheel, and build backends that run without an installer around them. */
export type ToolEventBody =
  | { readonly kind: "tool-started"; readonly tool: ToolName; readonly version: string | null }
  | { readonly kind: "tool-failed"; readonly tool: ToolName; readonly message: string }
  /** The pins that `uv pip compile` or `pip-compile` wrote, each with who asked for it. */
  | {
      readonly kind: "compiled";
      readonly tool: ToolName;
      readonly pins: readonly { readonly name: string; readonly version: string; readonly via: readonly string[] }[];
    };

export type ToolName = Exclude<LogFormat, "unknown">;
