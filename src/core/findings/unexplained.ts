import { excerptOf } from "../diagnose/excerpt.ts";
import type { Finding } from "../report/model.ts";
import { readBuildOutput } from "./build-output.ts";
import { logEvidence } from "./evidence.ts";
import type { GivenLog } from "./facts.ts";
import { tailSpan } from "./plain-build.ts";

/** For a log that says that its run failed, when no check knows why: what stands out in it, and no guess. */
export function unexplainedFailure(log: GivenLog): Finding {
  const { file, parse, text, bytes } = log;
  const output = readBuildOutput(text, tailSpan(bytes, parse.lines));
  const excerpt = excerptOf(output.lines, []);
  const said = parse.events.findLast((event) => event.kind === "tool-failed");
  const words = said?.kind === "tool-failed" ? `It says: ${said.message.replace(/\.?$/, ".")} ` : "";
  const key = excerpt === null ? "" : ` What stands out is: ${excerpt.key}`;
  const span = excerpt === null ? said?.span : output.spanOf(...excerpt.range);
  return {
    code: "run-failed",
    severity: "error",
    target: null,
    title: `${file}: the run failed`,
    message: `${words}No known cause fits.${key}`,
    packages: [],
    places: [],
    evidence: span === undefined ? [] : [logEvidence(file, span)],
    remedies: [],
    ...(excerpt === null ? {} : { excerpt: excerpt.lines }),
  };
}
