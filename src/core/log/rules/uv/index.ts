import type { Dialect } from "../../dialect.ts";

/** uv 0.5 and newer. */
export const UV: Dialect = {
  format: "uv",
  rules: [],
  telling: ["uv-phase", "uv-change"],
  beginning: [],
  ending: ["uv-phase", "uv-change"],
};
