import type { LogRule } from "../../../rule.ts";

const PHASES =
  /^(?:Collecting package metadata(?: \([\w.]+\))?|Solving environment|Preparing transaction|Verifying transaction|Executing transaction|Installing pip dependencies): /;
const PIP = /^(?:.*: \.\.\.working\.\.\. )?(?:Ran pip subprocess with arguments:|Pip subprocess (?:output|error):)$/;
const FAILED =
  /^(?:CondaEnvException|CondaError|ResolvePackageNotFound|UnsatisfiableError|PackagesNotFoundError|LibMambaUnsatisfiableError|CondaHTTPError): ?/;

/** conda_env/pip_util.py, conda/exceptions.py. */
export const condaPhase: LogRule = {
  name: "conda-phase",
  examples: [
    "Collecting package metadata (repodata.json): ...working... done",
    "Solving environment: done",
    "Executing transaction: done",
    "Installing pip dependencies: ...working... Ran pip subprocess with arguments:",
    "Ran pip subprocess with arguments:",
    "Pip subprocess output:",
    "Pip subprocess error:",
    "CondaEnvException: Pip failed",
    "# To activate this environment, use",
  ],
  starts: [
    "Collecting package metadata",
    "Solving environment: ",
    "Preparing transaction: ",
    "Verifying transaction: ",
    "Executing transaction: ",
    "Installing pip dependencies: ",
    "Ran pip subprocess with arguments:",
    "Pip subprocess ",
    "CondaEnvException: ",
    "CondaError: ",
    "CondaHTTPError: ",
    "ResolvePackageNotFound:",
    "UnsatisfiableError: ",
    "PackagesNotFoundError: ",
    "LibMambaUnsatisfiableError: ",
    "# To activate this environment, use",
  ],
  level: "top",
  read({ text }) {
    if (FAILED.test(text)) return { kind: "tool-failed", tool: "conda", message: text };
    if (text.startsWith("# To activate ")) return { kind: "tool-finished", tool: "conda", text };
    return PHASES.test(text) || PIP.test(text) ? { kind: "tool-phase", tool: "conda", text } : null;
  },
};
