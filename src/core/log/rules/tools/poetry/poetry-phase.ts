import type { LogRule } from "../../../rule.ts";

/** Lines that no other tool writes so. `Resolving dependencies...` is pipenv's too, so that it tells nothing. */
const PHASES = /^(?:Updating dependencies|Installing dependencies from lock file|Package operations: \d+ .+)$/;
const LAST = /^(?:Writing lock file|No dependencies to install or update|Installing the current project: .+)$/;
const KNOWN =
  /^(?:Creating virtualenv \S+ in |Using virtualenv: |Resolving dependencies\.\.\.|Finding the necessary packages )/;
const STALE =
  /^(?:pyproject\.toml changed significantly since poetry\.lock was last generated\.|Error: poetry\.lock is not up to date with pyproject\.toml)/;

/** The steps of a run (poetry/installation/installer.py). */
export const poetryPhase: LogRule = {
  name: "poetry-phase",
  examples: [
    "Creating virtualenv app in /project/.venv",
    "Updating dependencies",
    "Resolving dependencies...",
    "Resolving dependencies... (0.4s)",
    "Package operations: 3 installs, 0 updates, 0 removals",
    "Package operations: 1 install, 0 updates, 0 removals, 2 skipped",
    "Installing dependencies from lock file",
    "Writing lock file",
    "No dependencies to install or update",
    "pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.",
  ],
  starts: [
    "Creating virtualenv ",
    "Using virtualenv: ",
    "Updating dependencies",
    "Resolving dependencies...",
    "Finding the necessary packages ",
    "Package operations: ",
    "Installing dependencies from lock file",
    "Installing the current project: ",
    "Writing lock file",
    "No dependencies to install or update",
    "pyproject.toml changed significantly",
    "Error: poetry.lock",
  ],
  level: "top",
  read({ text }) {
    if (PHASES.test(text)) return { kind: "tool-phase", tool: "poetry", text };
    if (LAST.test(text)) return { kind: "tool-finished", tool: "poetry", text };
    if (STALE.test(text)) return { kind: "tool-failed", tool: "poetry", message: text };
    return KNOWN.test(text) ? "known" : null;
  },
};
