import type { LogFormat } from "../log/event.ts";
import type { FindingFacts } from "./facts.ts";

/** As people write them; a tool is named only where no pip was recognised inside of it. */
const NAMES: Readonly<Record<Exclude<LogFormat, "backend" | "buildkit" | "legacy-docker" | "unknown">, string>> = {
  pip: "pip",
  uv: "uv",
  poetry: "Poetry",
  pipenv: "pipenv",
  "pip-compile": "pip-compile",
  conda: "conda",
  cibuildwheel: "cibuildwheel",
};

/** Who tried to resolve, for sentences: the log says it, and without one it was pip. */
export function installerName({ resolution }: Pick<FindingFacts, "resolution">): string {
  const format = resolution?.parse.format;
  return format !== undefined && Object.hasOwn(NAMES, format) ? NAMES[format as keyof typeof NAMES] : "pip";
}
