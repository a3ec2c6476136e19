import type { InputRequirement } from "../../core/inputs/input.ts";
import type { Knowledge } from "../../core/knowledge/merge.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import type { ResolveProblem } from "../../core/resolve/problem.ts";
import { markerEnvironment } from "../../core/target/marker-environment.ts";
import type { IndexClientSession } from "../../ports/index-client.ts";
import type { IndexSettings } from "../../ports/index-gateway.ts";
import { toRoots } from "./closure.ts";
import { type IndexSource, makeIndexSource } from "./index-source.ts";
import { chooseCheckIndexes, type IndexNeeds } from "./indexes.ts";
import { type CheckInputs, chosenRequirements, readCheckInputs } from "./inputs.ts";
import { type CheckPolicy, checkPolicy } from "./policy.ts";
import type { CheckPorts } from "./ports.ts";
import { readPreferences } from "./prefer.ts";
import { makeProjects, type SharedProjects } from "./projects.ts";
import { makePythonHere } from "./python-here.ts";
import { readKnowledge } from "./read-knowledge.ts";
import { readTargets } from "./read-target.ts";
import type { ReadTarget } from "./target-wishes.ts";
import { withName } from "./unjudged.ts";

/** What every question about requirements and targets starts from. */
export interface OpenCheck {
  readonly options: CheckOptions;
  readonly inputs: CheckInputs;
  readonly targets: readonly ReadTarget[];
  /** The lines that were asked for, of all files. */
  readonly requirements: readonly InputRequirement[];
  readonly knowledge: Knowledge;
  readonly settings: IndexSettings;
  readonly session: IndexClientSession;
  readonly projects: SharedProjects;
  readonly policy: CheckPolicy;
  /** All lines and all targets together. */
  readonly problem: ResolveProblem;
  readonly source: IndexSource;
}

/**
 * Reads inputs, targets and what is known of indexes, and keeps the indexes open while `work` runs.
 * Rejects with WheelhouseError for what is known before any index is asked.
 */
export async function withOpenCheck<T>(
  options: CheckOptions,
  ports: CheckPorts,
  work: (check: OpenCheck) => Promise<T>,
): Promise<T> {
  const pythonHere = makePythonHere(options, ports);
  const inputs = await readCheckInputs(options, ports);
  tellInputs(inputs, ports.log);
  const targets = await readTargets(options, { ...ports, pythonHere });
  for (const { note } of targets) if (note !== null) ports.log.info(note);
  const knowledge = await readKnowledge(options, ports);
  const settings = await chooseCheckIndexes(options, indexNeeds(inputs), ports, pythonHere);
  const session = await ports.index.open({ settings, cacheFolder: ports.cacheFolder, signal: ports.signal });
  try {
    const requirements = chosenRequirements(inputs.requirements, options).map(withName);
    const projects = makeProjects(session, options.indexStrategy);
    const environments = targets.map(({ target }) => markerEnvironment(target));
    const prefer = await readPreferences(options, inputs, environments, ports);
    const policy = { ...checkPolicy(options, inputs, ports), prefer };
    const problem: ResolveProblem = {
      requirements: toRoots(requirements),
      constraints: toRoots(inputs.constraints),
      targets: targets.map(({ target }) => target),
      policy: { ...policy, tool: options.installer },
    };
    const source = makeIndexSource(projects, session, policy.rules);
    return await work({
      ...{ options, inputs, targets, requirements, knowledge, settings, session, projects, policy, problem, source },
    });
  } finally {
    await session.close();
  }
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
