import type { Dialect } from "../../../dialect.ts";
import { cibuildwheelEnd } from "./cibuildwheel-end.ts";
import { cibuildwheelStep } from "./cibuildwheel-step.ts";

/** cibuildwheel: steps around pip or build, each command behind a plus sign. */
export const CIBUILDWHEEL: Dialect = {
  format: "cibuildwheel",
  rules: [cibuildwheelStep, cibuildwheelEnd],
  telling: [],
  beginning: ["tool-phase"],
  ending: ["tool-finished", "tool-failed"],
};
