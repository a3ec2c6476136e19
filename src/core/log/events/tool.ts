import type { LogFormat } from "../event.ts";
import type { UvIncompatibility } from "../uv/incompatibility.ts";

/** What other tools say: poetry, pip-compile, pipenv, conda, cibuildwheel, and build backends that run without an installer around them. */
export type ToolEventBody =
  | { readonly kind: "tool-started"; readonly tool: ToolName; readonly version: string | null }
  /** A part of its work begins; `text` as printed. */
  | { readonly kind: "tool-phase"; readonly tool: ToolName; readonly text: string }
  /** Poetry's `- Installing x (1.0)`, `- Updating x (1.0 -> 2.0)`. */
  | {
      readonly kind: "tool-change";
      readonly tool: ToolName;
      readonly change: "added" | "updated" | "removed" | "skipped";
      readonly name: string;
      readonly version: string;
      readonly before: string | null;
    }
  /** Poetry's derivation: one sentence a line, and the statements that it is made of. */
  | {
      readonly kind: "tool-no-solution";
      readonly tool: ToolName;
      readonly text: string;
      readonly because: readonly UvIncompatibility[];
    }
  | { readonly kind: "tool-finished"; readonly tool: ToolName; readonly text: string }
  | { readonly kind: "tool-failed"; readonly tool: ToolName; readonly message: string }
  /** The pins that `uv pip compile` or `pip-compile` wrote, each with who asked for it. */
  | {
      readonly kind: "compiled";
      readonly tool: ToolName;
      readonly pins: readonly { readonly name: string; readonly version: string; readonly via: readonly string[] }[];
    };

export type ToolName = Exclude<LogFormat, "unknown">;
