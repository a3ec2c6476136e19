import type { Parsed } from "../problem.ts";
import { EXPLAIN_INPUTS } from "./explain-definitions.ts";
import type { ExplainOptions, SurfaceOptions } from "./options.ts";
import type { OptionsContext } from "./parse.ts";
import { joinPath } from "./paths.ts";
import { optionsOf, type RawOptions, readValues } from "./read-values.ts";

/** Raw values by input name → options of `explain`, or all problems at once. @see parseOptions */
export function parseExplainOptions(
  raw: RawOptions,
  context: OptionsContext,
): Parsed<{ readonly explain: ExplainOptions; readonly surface: SurfaceOptions }> {
  const { values, problems } = readValues(EXPLAIN_INPUTS, raw, context.door);
  const isOnAction = context.door === "action";
  const missing = values.log?.length === 0 ? [noLog(isOnAction)] : [];
  return optionsOf([...problems, ...missing], () => ({
    explain: {
      workingDirectory: joinPath(context.currentDirectory, values["working-directory"] ?? "."),
      logs: values.log,
      pipReport: values["pip-report"],
      // The command line prints the report: files only where they are asked for.
      output: isOnAction || raw.output !== undefined ? values.output : null,
      failOn: values["fail-on"],
    },
    surface: {
      run: "explain",
      comment: values.comment,
      reportName: values["report-name"],
      artifact: values.artifact ?? false,
      githubToken: isOnAction ? values["github-token"] : null,
      exportEnv: false,
      summary: values.summary,
      annotations: values.annotations,
    },
  }));
}

function noLog(isOnAction: boolean) {
  const message = isOnAction ? "log is empty." : "No log is given.";
  const expected = isOnAction ? "Name at least one log." : "Name one, or - for standard input.";
  return { code: "invalid-input", message, expected, line: 1, column: 1, offset: 0 };
}
