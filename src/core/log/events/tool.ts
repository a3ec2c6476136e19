/** What other tools say: poetry, pip-compile, pipenv, conda, cibuildwheel, and build backends that run without an installer around them. */
export type ToolEventBody =
  | { readonly kind: "tool-started"; readonly tool: string; readonly version: string | null }
  | { readonly kind: "tool-failed"; readonly tool: string; readonly message: string };
