import type { FindingFacts } from "./facts.ts";

/** Who tried to resolve, for sentences: the log says it, and without one it was pip. */
export function installerName({ resolution }: Pick<FindingFacts, "resolution">): "pip" | "uv" | "Poetry" {
  const format = resolution?.parse.format;
  if (format === "uv") return "uv";
  return format === "poetry" ? "Poetry" : "pip";
}
