import { readContext } from "../adapters/github/context.ts";
import { readInputs } from "../adapters/github/inputs.ts";
import { makeGitHubLog } from "../adapters/github/log.ts";
import { maskSecrets } from "../adapters/github/masks.ts";
import { nodeFiles } from "../adapters/node/files.ts";
import { nodeLogFiles } from "../adapters/node/log-files.ts";
import { explainOutputsOf } from "../app/explain/outputs.ts";
import { runExplain } from "../app/explain.ts";
import { publishError } from "../app/publish-error.ts";
import { WheelhouseError } from "../core/error.ts";
import { EXPLAIN_INPUTS } from "../core/options/explain-definitions.ts";
import { parseExplainOptions } from "../core/options/parse-explain.ts";
import { renderText } from "../core/render/text.ts";
import { inputError, placePrefixOf, publishOptions } from "./door.ts";
import { useOf } from "./report-name.ts";
import type { Step } from "./step.ts";
import { makeSurfaces } from "./surfaces.ts";

/** Columns of the report in the step's log. */
const WIDTH = 100;

/** The step of `explain/action.yml`: inputs → report on the logs → surfaces. Resolves with the exit code. */
export async function runExplainStep(step: Step): Promise<number> {
  const { environment, sink, signal } = step;
  const raw = readInputs(environment, EXPLAIN_INPUTS);
  step.hide(maskSecrets(sink, [String(raw["github-token"] ?? "")]));
  const context = readContext(environment);
  const log = makeGitHubLog(sink);
  const workspace = environment.GITHUB_WORKSPACE || process.cwd();
  const parsed = parseExplainOptions(raw, { door: "action", currentDirectory: workspace });
  const surfaces = makeSurfaces(step, log, context, parsed.ok ? parsed.value.surface.githubToken : null);
  const placePrefix = parsed.ok ? placePrefixOf(workspace, parsed.value.explain.workingDirectory) : "";
  try {
    if (!parsed.ok) throw inputError(parsed.problems);
    const { explain: options, surface } = parsed.value;
    const outcome = await runExplain(options, { files: nodeFiles, logs: nodeLogFiles, log, signal });
    step.settle(outcome.exitCode);
    log.close();
    sink.write(renderText(outcome.report, { width: WIDTH, color: false, verbosity: 0 }));
    const { publish } = await import("../app/publish.ts");
    const name = surface.reportName ?? ["explain", useOf(environment)].filter((part) => part !== null).join("-");
    const how = publishOptions(context, surface, { name, placePrefix });
    await publish(outcome, surfaces, { ...how, outputs: explainOutputsOf(outcome) });
    return outcome.exitCode;
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    await publishError(error, surfaces, placePrefix);
    return error.exitCode;
  } finally {
    log.close();
  }
}
