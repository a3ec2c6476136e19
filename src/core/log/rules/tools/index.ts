import type { Dialect } from "../../dialect.ts";

/** Tools around an installer, and build backends without one: a file with a dialect for each. */
export const TOOLS: readonly Dialect[] = [];
