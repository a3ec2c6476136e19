import type { CheckOptions } from "../core/options/options.ts";
import { countOf } from "../core/render/words.ts";
import type { Fix } from "../core/report/model.ts";
import { markerEnvironment } from "../core/target/marker-environment.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import { checkTarget, type TargetCheck } from "./check/check-target.ts";
import type { CheckedTarget } from "./check/checked-target.ts";
import { toRoots } from "./check/closure.ts";
import { makeIndexSource } from "./check/index-source.ts";
import { chooseCheckIndexes, type IndexNeeds } from "./check/indexes.ts";
import { type CheckInputs, chosenRequirements, readCheckInputs } from "./check/inputs.ts";
import { namedIndexes } from "./check/named-indexes.ts";
import { checkPolicy } from "./check/policy.ts";
import type { CheckPorts } from "./check/ports.ts";
import { makeProjects } from "./check/projects.ts";
import { proposeFixes } from "./check/propose-fixes.ts";
import { makePythonHere } from "./check/python-here.ts";
import { readKnowledge } from "./check/read-knowledge.ts";
import { readTargets } from "./check/read-target.ts";
import { sourceOptions } from "./check/source-options.ts";
import { withName } from "./check/unjudged.ts";
import { outputErrors } from "./inputs/output.ts";
import { inputError, refuseInputs, toInputError } from "./inputs/problems.ts";

/**
 * The `check` use case: requirements × targets → verdicts → report. Nothing is installed, built or run of what is checked.
 * Rejects with WheelhouseError for what is known before any index is asked. Lines that cannot be read are told all at
 * once in `invalid`; the rest is judged all the same.
 */
export async function runCheck(options: CheckOptions, ports: CheckPorts): Promise<BuildOutcome> {
  const pythonHere = makePythonHere(options, ports);
  refuseInputs(await outputErrors(options, ports));
  const inputs = await readCheckInputs(options, ports);
  tellInputs(inputs, ports.log);
  const targets = await readTargets(options, { ...ports, pythonHere });
  for (const { note } of targets) if (note !== null) ports.log.info(note);
  const knowledge = await readKnowledge(options, ports);
  const settings = await chooseCheckIndexes(options, indexNeeds(inputs), ports, pythonHere);
  const session = await ports.index.open({ settings, cacheFolder: ports.cacheFolder, signal: ports.signal });
  try {
    const shared = { options, inputs, knowledge, session, signal: ports.signal };
    const checking = checkAll(
      shared,
      ports,
      targets.map(({ target, note }) => ({ target, assumed: [inputs.found, note].filter((text) => text !== null) })),
    );
    const [checked, { checkReport, writeReport }] = await Promise.all([checking, loadTelling()]);
    const located = inputs.requirements.map((line) => ({ ...line, kind: "requirement" as const }));
    const report = checkReport({
      ...checked,
      requirements: located,
      problems: inputs.problems,
      sources: sourceOptions(inputs),
      troubles: session.troubles(),
      incomplete: ports.signal.aborted ? "The run was cancelled." : null,
    });
    const output = ports.files.resolve(options.workingDirectory, options.output);
    const extras = {
      // A Dockerfile or a lock is no part of a requirements file.
      inputs: inputs.files
        .filter(({ kind }) => kind === "requirements")
        .map(({ path }) => ({ path, bytes: inputs.bytesOf(path) })),
      trees: checked.targets.map(({ tree }) => tree),
    };
    const written = await writeReport(ports.files, { report, output, extras, failOn: options.failOn });
    return { ...written, targets: [], invalid: inputError(inputs.problems.map(toInputError)) };
  } finally {
    await session.close();
  }
}

/** What tells the result is read from disk while the indexes are waited for: the first request does not wait for it. */
async function loadTelling() {
  const [{ checkReport }, { writeReport }] = await Promise.all([
    import("./check/report.ts"),
    import("./write-report.ts"),
  ]);
  return { checkReport, writeReport };
}

/** What is not judged because nobody could tell what it is must be seen: "all have wheels" does not speak of it. */
function tellInputs({ found, files }: CheckInputs, log: CheckPorts["log"]): void {
  if (found !== null) log.stage(found);
  for (const { code, text, place } of files.flatMap(({ notes }) => notes)) {
    const line = `${place.file}:${place.line}: ${text}`;
    if (code === "not-told") log.warning(line);
    else log.info(line);
  }
}

/** A lock that lists its files can be judged without any index. */
function indexNeeds({ files, indexes, locked, requirements }: CheckInputs): IndexNeeds {
  const isListed = locked.length > 0 && locked.every(({ files, source }) => files.length > 0 || source === "project");
  const fileOptions = files.flatMap(({ options = [] }) => options);
  return { indexes, fileOptions, isNeeded: requirements.length > 0 || !isListed };
}

type Shared = Omit<TargetCheck, "target" | "assumed" | "requirements" | "policy" | "projects">;

async function checkAll(
  shared: Shared,
  ports: CheckPorts,
  targets: readonly Pick<TargetCheck, "target" | "assumed">[],
): Promise<{ readonly targets: readonly CheckedTarget[]; readonly fixes: readonly Fix[] }> {
  const { options, inputs, session } = shared;
  const requirements = chosenRequirements(inputs.requirements, options).map(withName);
  const allProjects = makeProjects(session, options.indexStrategy);
  const policy = checkPolicy(options, inputs, ports);
  const checked: CheckedTarget[] = [];
  for (const { target, assumed } of targets) {
    ports.log.stage(`Checking ${countOf(requirements.length, "requirement")} for ${target.id}`);
    const projects = allProjects.asNamed(namedIndexes(requirements, inputs.indexes, markerEnvironment(target)));
    checked.push(await checkTarget({ ...shared, target, assumed, requirements, policy, projects }));
  }
  const conflicts = checked.flatMap((each) => each.conflicts.map(({ tree }) => tree));
  const problem = {
    requirements: toRoots(requirements),
    constraints: toRoots(inputs.constraints),
    targets: targets.map(({ target }) => target),
    policy: { ...policy, tool: options.installer, prefer: new Map() },
  };
  const source = makeIndexSource(allProjects, session, policy.rules);
  return { targets: checked, fixes: await proposeFixes({ problem, source, conflicts, inputs, signal: ports.signal }) };
}
