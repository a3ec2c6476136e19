import type { InstallPlan } from "../../plan/stages/install-plan.ts";
import type { FileRenderer } from "../extras.ts";
import { plansOf } from "./plans-of.ts";
import {
  casePattern,
  comment,
  distinctPlans,
  headOf,
  optionWords,
  shellArgument,
  stageCommand,
  stageTitle,
} from "./stage-words.ts";

const PIP = "python3 -m pip";

/** The same stages as lines of a Dockerfile, one layer each. */
export const dockerPlan: FileRenderer = {
  path: "install-plan.dockerfile",
  render: (report, extras) => {
    const plans = plansOf(report, extras);
    const different = distinctPlans(plans);
    const lines = different.flatMap((plan) => [
      "",
      ...(different.length > 1 ? [plan] : plans).map(({ target }) => comment(`Target: ${target}`)),
      ...linesOf(plan, different.length > 1 ? casePattern(plan, different) : null),
    ]);
    const choice = different.length > 1 ? ["ARG TARGETARCH", "ARG WHEELHOUSE_TARGET"] : [];
    const rest = different.length > 0 ? lines : [comment("No plan: Nothing was resolved.")];
    return `${["# Lines for a Dockerfile: one stage of the installation each.", ...choice, ...rest].join("\n")}\n`;
  },
};

/** @param pattern of the shell's `case`, when the line is for one target among several */
function linesOf(plan: InstallPlan, pattern: string | null): readonly string[] {
  const { blocked, stages, wheelhouse } = plan;
  if (blocked !== null) return [...headOf(plan), comment(`No plan: ${blocked}`)];
  const source = wheelhouse === null ? "" : shellArgument(wheelhouse);
  const mount = wheelhouse === null ? "" : `--mount=type=bind,source=${source},target=/mnt/wheelhouse `;
  const from = wheelhouse === null ? "" : " --no-index --find-links /mnt/wheelhouse";
  const call = { pip: PIP, options: ` --no-cache-dir${from}${optionWords(plan, false)}` };
  const local = (plan.options ?? []).filter(({ isLocal }) => isLocal);
  const run = (command: string) =>
    pattern === null
      ? `RUN ${mount}${command}`
      : `RUN ${mount}case "\${WHEELHOUSE_TARGET:-$TARGETARCH}" in ${pattern}) \\\n${command} ;; esac`;
  return [
    ...headOf(plan),
    ...(wheelhouse === null ? [] : [comment("The build context is the folder of this file.")]),
    ...local.map(({ name, value }) =>
      comment(`Not carried over, for it is on the machine that made this: ${name} ${value}`),
    ),
    ...stages.flatMap((stage, index) => [stageTitle(stage, index, stages), run(stageCommand(stage, call))]),
    run(`${PIP} check`),
  ];
}
