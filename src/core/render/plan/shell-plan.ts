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

const PIP = `"\${PYTHON:-python3}" -m pip`;

/** Installs everything, stage by stage. Ends with an error where there is no plan, and where `pip check` finds one. */
export const shellPlan: FileRenderer = {
  path: "install-plan.sh",
  render: (report, extras) => {
    const plans = plansOf(report, extras);
    const different = distinctPlans(plans);
    const [only = null] = different;
    const body =
      different.length > 1 ? chooseTarget(different) : only === null ? noPlan("Nothing was resolved.") : bodyOf(only);
    return `${[...HEAD, ...plans.map(({ target }) => comment(`Target: ${target}`)), "set -eu", "", ...body].join("\n")}\n`;
  },
};

const HEAD = [
  "#!/bin/sh",
  "# Installs what was resolved, in an order in which each build finds what it asks for.",
  "# Options of this script go to each pip install, e.g. --index-url; PYTHON is the interpreter, by default python3.",
];

function chooseTarget(plans: readonly InstallPlan[]): readonly string[] {
  return [
    `case "\${WHEELHOUSE_TARGET:-$(uname -m)}" in`,
    ...plans.flatMap((plan) => [`${casePattern(plan, plans)})`, ...bodyOf(plan), ";;"]),
    "*)",
    ...noPlan("There is none for this machine; WHEELHOUSE_TARGET names a target."),
    ";;",
    "esac",
  ];
}

function bodyOf(plan: InstallPlan): readonly string[] {
  if (plan.blocked !== null) return [...headOf(plan), ...noPlan(plan.blocked)];
  const { wheelhouse, stages } = plan;
  const given = optionWords(plan, true);
  const from = wheelhouse === null ? "" : ` --no-index --find-links "$(dirname -- "$0")"/${shellArgument(wheelhouse)}`;
  const call = { pip: PIP, options: ` "$@"${from}` };
  return [
    ...headOf(plan),
    // Options of the script come behind these, and so before them for pip.
    ...(given === "" ? [] : [`set --${given} "$@"`]),
    ...stages.flatMap((stage, index) => [stageTitle(stage, index, stages), stageCommand(stage, call)]),
    `${PIP} check`,
  ];
}

function noPlan(reason: string): readonly string[] {
  return [comment(`No plan: ${reason}`), `printf '%s\\n' ${shellArgument(`No plan: ${reason}`)} >&2`, "exit 1"];
}
