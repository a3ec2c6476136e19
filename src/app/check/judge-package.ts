import { type AcrossJudgement, assessAcross } from "../../core/index/assess-across.ts";
import type { IndexAnswer } from "../../core/index/index-answer.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import type { Target } from "../../core/target/target.ts";
import type { Wanted } from "./closure.ts";
import type { CheckPolicy } from "./policy.ts";
import { directView, type Projects } from "./projects.ts";

export interface JudgeRequest {
  readonly target: Target;
  readonly options: CheckOptions;
  readonly policy: CheckPolicy;
  readonly projects: Projects;
}

/** By the files that a lock lists, where one of them fits; else by what the indexes say. */
export async function judgePackage(check: JudgeRequest, wanted: Wanted): Promise<AcrossJudgement> {
  const { projects } = check;
  const { listed } = wanted;
  const offline =
    listed === null
      ? null
      : judgeBy(check, wanted, [{ index: listed.url, kind: "index", state: "found", page: listed, reason: null }]);
  if (offline !== null && offline.verdict.wheel !== null) return offline;
  const view = wanted.url === null ? await projects.view(wanted.name) : directView(wanted.name, wanted.url);
  const online = judgeBy(check, wanted, view.answers);
  return offline !== null && online.file === null ? offline : online;
}

function judgeBy(
  { target, options, policy }: JudgeRequest,
  wanted: Wanted,
  answers: readonly IndexAnswer[],
): AcrossJudgement {
  return assessAcross(wanted.requirement, answers, target, {
    ...policy,
    indexStrategy: options.indexStrategy,
    onlyBinary: !policy.sourceIsAllowed(wanted.name),
    noBinary: !policy.wheelIsAllowed(wanted.name),
    version: wanted.version?.normalized ?? null,
  });
}
