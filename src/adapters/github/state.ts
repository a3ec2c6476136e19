import type { Environment } from "./environment.ts";
import { appendEntry } from "./file-commands.ts";

/** Keeps a text for this action's own post step. Never a secret: the runner writes it to disk as it is. */
export function saveState(environment: Environment, name: string, value: string): void {
  appendEntry(environment, "GITHUB_STATE", name, value);
}

/** What main kept under this name, in the post step; null when it kept nothing. */
export function readState(environment: Environment, name: string): string | null {
  return environment[`STATE_${name}`] || null;
}
