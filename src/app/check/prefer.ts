import { WheelhouseError } from "../../core/error.ts";
import { collectInputs } from "../../core/inputs/collect-inputs.ts";
import type { InputFile } from "../../core/inputs/input.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { isMeant, type MarkerEnvironment } from "../../core/pep/marker.ts";
import { compareVersions, parseVersion, type Version } from "../../core/pep/version.ts";
import type { ResolvePolicy } from "../../core/resolve/problem.ts";
import { readAs, relativePath } from "../inputs/files.ts";
import { refuseInputs, toInputError } from "../inputs/problems.ts";
import { type CheckInputs, FILE_LIMIT } from "./inputs.ts";
import { selectedOf } from "./lock-closure.ts";
import type { CheckPorts } from "./ports.ts";

/**
 * The versions to try first: those of locks among the inputs, and of the files that `--prefer-versions` names, which are
 * locks or requirements files with pins, as compilers write them. What holds on the targets goes before what does not.
 * Rejects with WheelhouseError where such a file cannot be read or pins nothing.
 */
export async function readPreferences(
  options: CheckOptions,
  inputs: CheckInputs,
  environments: readonly MarkerEnvironment[],
  { files }: CheckPorts,
): Promise<ResolvePolicy["prefer"]> {
  const { preferVersions, workingDirectory } = options;
  const roots = preferVersions.map((path) => ({ path: relativePath(path, workingDirectory) }));
  const named = await collectInputs(roots, (path) =>
    readAs(files, path, files.resolve(workingDirectory, path), FILE_LIMIT),
  );
  refuseInputs(named.problems.map(toInputError));
  const prefer = new Map<string, Version[]>();
  for (const file of named.files) readVersions(file, environments, options, prefer);
  if (roots.length > 0 && prefer.size === 0) {
    const message = `${roots.map(({ path }) => path).join(", ")}: there is no version in it to prefer.`;
    const hint = "Name a lock with --prefer-versions, or a requirements file with pins such as numpy==2.1.0.";
    throw new WheelhouseError("invalid-input", message, { hint });
  }
  for (const file of inputs.files) if (file.locked.length > 0) readVersions(file, environments, options, prefer);
  return prefer;
}

function readVersions(
  file: InputFile,
  environments: readonly MarkerEnvironment[],
  options: CheckOptions,
  prefer: Map<string, Version[]>,
): void {
  const locked = [...environments.flatMap((one) => selectedOf(file, one, options)), ...file.locked];
  const pins = file.requirements.flatMap(({ requirement }) => {
    const isHere = requirement !== null && environments.some((one) => isMeant(requirement.marker, one));
    const pin = requirement?.specifiers.specifiers.find(({ operator, wildcard }) => operator === "==" && !wildcard);
    return requirement === null || pin === undefined || !isHere ? [] : [{ name: requirement.name, version: pin.text }];
  });
  for (const { name, version: text } of [...locked, ...pins]) {
    const version = parseVersion(text ?? "");
    const known = prefer.get(name) ?? [];
    if (!version.ok || known.some((one) => compareVersions(one, version.value) === 0)) continue;
    prefer.set(name, [...known, version.value]);
  }
}
