import { type ScrubOptions, scrubLog } from "../../../scripts/record-fixture/scrub.ts";

/** What pip's report says of the machine's kernel. */
const MACHINE = { platform_release: "6.1.0", platform_version: "#1 SMP", platform_machine: "x86_64" };

/** The JSON of `--report` without names of this machine. */
export function scrubReport(text: string, options: ScrubOptions): string {
  const report = JSON.parse(scrubLog(text, options)) as { environment?: Record<string, string> };
  const environment = { ...report.environment, ...MACHINE };
  return `${JSON.stringify({ ...report, environment }, null, 2)}\n`;
}
