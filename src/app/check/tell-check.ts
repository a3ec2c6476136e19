import type { Fix } from "../../core/report/model.ts";
import type { BuildOutcome } from "../build-outcome.ts";
import { inputError, toInputError } from "../inputs/problems.ts";
import { writeReport } from "../write-report.ts";
import type { CheckedTarget } from "./checked-target.ts";
import type { OpenCheck } from "./open-check.ts";
import type { CheckPorts } from "./ports.ts";
import { type CheckResult, checkReport } from "./report.ts";
import { sourceOptions } from "./source-options.ts";
import { unifyPins } from "./unify-pins.ts";

export interface Checked {
  readonly targets: readonly CheckedTarget[];
  readonly fixes: readonly Fix[];
  readonly disagreements?: CheckResult["disagreements"];
}

/** Report and report files of what was checked. */
export async function tellCheck(
  command: CheckResult["command"],
  checked: Checked,
  check: OpenCheck,
  ports: CheckPorts,
): Promise<BuildOutcome> {
  const { options, inputs, session } = check;
  const report = checkReport({
    ...checked,
    command,
    requirements: inputs.requirements.map((line) => ({ ...line, kind: "requirement" as const })),
    problems: inputs.problems,
    sources: sourceOptions(inputs),
    troubles: session.troubles(),
    incomplete: ports.signal.aborted ? "The run was cancelled." : null,
    pins: await unifyPins(check, checked.targets, ports),
  });
  const output = ports.files.resolve(options.workingDirectory, options.output);
  const extras = {
    // A Dockerfile or a lock is no part of a requirements file.
    inputs: inputs.files
      .filter(({ kind }) => kind === "requirements")
      .map(({ path }) => ({ path, bytes: inputs.bytesOf(path) })),
    trees: checked.targets.map(({ tree }) => tree),
    plans: checked.targets.map(({ plan }) => plan),
  };
  const written = await writeReport(ports.files, { report, output, extras, failOn: options.failOn });
  return { ...written, targets: [], invalid: inputError(inputs.problems.map(toInputError)) };
}
