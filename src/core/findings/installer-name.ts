import type { FindingFacts } from "./facts.ts";

/** Who tried to resolve, for sentences: the log says it, and without one it was pip. */
export function installerName({ resolution }: Pick<FindingFacts, "resolution">): "pip" | "uv" {
  return resolution?.parse.format === "uv" ? "uv" : "pip";
}
