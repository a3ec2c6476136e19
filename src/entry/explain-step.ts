import { nodeFiles } from "../adapters/node/files.ts";
import { nodeLogFiles } from "../adapters/node/log-files.ts";
import { explainOutputsOf } from "../app/explain/outputs.ts";
import { runExplain } from "../app/explain.ts";
import { EXPLAIN_INPUTS } from "../core/options/explain-definitions.ts";
import type { ExplainOptions } from "../core/options/options.ts";
import { parseExplainOptions } from "../core/options/parse-explain.ts";
import { parsed } from "../core/problem.ts";
import { renderText } from "../core/render/text.ts";
import { type Door, runDoor } from "./door.ts";
import { useOf } from "./report-name.ts";
import type { Step } from "./step.ts";

/** Columns of the report in the step's log. */
const WIDTH = 100;

/** The step of `explain/action.yml`: inputs → report on the logs → surfaces. Resolves with the exit code. */
export async function runExplainStep(step: Step): Promise<number> {
  return await runDoor(step, EXPLAIN);
}

const EXPLAIN: Door<ExplainOptions> = {
  inputs: EXPLAIN_INPUTS,
  secrets: (raw) => [String(raw["github-token"] ?? "")],
  parse(raw, context) {
    const read = parseExplainOptions(raw, context);
    return read.ok ? parsed([read.value.explain, read.value.surface]) : read;
  },
  work: ({ step: { signal }, log, options }) =>
    runExplain(options, { files: nodeFiles, logs: nodeLogFiles, log, signal }),
  afterWork({ step: { sink } }, { report }) {
    sink.write(renderText(report, { width: WIDTH, color: false, verbosity: 0 }));
  },
  reportName: (_, environment) => ["explain", useOf(environment)].filter((part) => part !== null).join("-"),
  outputs: explainOutputsOf,
};
