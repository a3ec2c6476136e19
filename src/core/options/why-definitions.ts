import { CHECK_INPUTS } from "./check-definitions.ts";
import type { InputDefinition } from "./definitions.ts";

/** What says how a report is written and judged; an answer is only printed. */
const REPORT_ONLY: ReadonlySet<string> = new Set(["output", "fail-on", "deps", "packages"]);

/** What the commands `why` and `why-not` offer. */
export const WHY_INPUTS: readonly InputDefinition[] = CHECK_INPUTS.filter(({ name }) => !REPORT_ONLY.has(name));
