import type { LogRule } from "../../../rule.ts";

const PHASES =
  /^(?:Creating a virtualenv for this project|Locking (?:\[[\w-]+\]|\S*) ?dependencies\.\.\.|Installing dependencies from Pipfile\.lock \(\w+\)\.\.\.|Pipfile\.lock not found, creating\.\.\.|Pipfile\.lock \(\w+\) out of date.*)$/;
const FAILED = /^(?:Locking Failed!|Package installation failed\.\.\.|✘ Locking Failed!)$/;
const KNOWN =
  /^(?:Pipfile: |Using default python from |Successfully created virtual environment!|Virtualenv location: |Building requirements\.\.\.|To activate this project's virtualenv|Alternatively, run a command inside the virtualenv|Updated Pipfile\.lock)/;

/** Its steps (pipenv/routines/{install,lock}.py, utils/virtualenv.py). `Resolving dependencies...` is Poetry's too. */
export const pipenvPhase: LogRule = {
  name: "pipenv-phase",
  examples: [
    "Creating a virtualenv for this project",
    "Successfully created virtual environment!",
    "Virtualenv location: /project/.venv",
    "Locking  dependencies...",
    "Locking [dev-packages] dependencies...",
    "Building requirements...",
    "Updated Pipfile.lock (fb26f36907cffb5911aa5a3c519451a62e482f4d60732815b07c5fe21fb852c1)!",
    "Installing dependencies from Pipfile.lock (b852c1)...",
    "Locking Failed!",
    "Package installation failed...",
  ],
  starts: [
    "Creating a virtualenv for this project",
    "Locking ",
    "✘ Locking Failed!",
    "Installing dependencies from Pipfile.lock",
    "Pipfile",
    "Package installation failed...",
    "Using default python from ",
    "Successfully created virtual environment!",
    "Virtualenv location: ",
    "Building requirements...",
    "To activate this project's virtualenv",
    "Alternatively, run a command inside ",
    "Updated Pipfile.lock",
  ],
  level: "top",
  read({ text }) {
    if (FAILED.test(text)) return { kind: "tool-failed", tool: "pipenv", message: text };
    if (text.startsWith("To activate this project's virtualenv")) {
      return { kind: "tool-finished", tool: "pipenv", text };
    }
    if (PHASES.test(text)) return { kind: "tool-phase", tool: "pipenv", text };
    return KNOWN.test(text) ? "known" : null;
  },
};
