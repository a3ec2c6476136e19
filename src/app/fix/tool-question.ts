import { ARGUMENT_PATH } from "../../core/inputs/arguments.ts";
import { collectInputs } from "../../core/inputs/collect-inputs.ts";
import { formatOptions } from "../../core/plan/format-control.ts";
import type { ToolQuestion } from "../../ports/resolver-tool.ts";
import { chosenRequirements } from "../check/inputs.ts";
import type { OpenCheck } from "../check/open-check.ts";

/** The question without what differs from one asking to the next. */
export type FilesQuestion = Omit<ToolQuestion, "target" | "timeoutSeconds" | "signal">;

const REQUIREMENTS = "requirements.txt";
const CONSTRAINTS = "constraints.txt";

/**
 * What an installer is asked about files as they would be: requirements files as they are, since it reads them itself;
 * of other formats, the lines that were asked for. A sentence where no installer can be asked that.
 * @param files by the paths of the check's inputs
 */
export async function filesQuestion(
  check: OpenCheck,
  files: ReadonlyMap<string, Uint8Array>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FilesQuestion | { readonly reason: string }> {
  const { inputs, options, policy, settings } = check;
  const isPlain = inputs.files.every(({ kind }) => ["requirements", "constraints", "arguments"].includes(kind));
  const asked = isPlain ? plainFiles(check, files) : await oneFile(check, files);
  if ("reason" in asked) return asked;
  const formats = formatOptions({ ...options, environment, fileOptions: [] });
  const named = (name: string) => formats.flatMap((option) => (option.name === name ? [option.value] : []));
  return {
    ...asked,
    settings,
    onlyBinary: named("--only-binary"),
    noBinary: named("--no-binary"),
    preferBinary: policy.preferBinary,
    pre: policy.prereleases === "allow",
    excludeNewer: options.excludeNewer,
  };
}

type AskedFiles = Pick<ToolQuestion, "files" | "requirements" | "constraints">;

function plainFiles({ inputs }: OpenCheck, files: ReadonlyMap<string, Uint8Array>): AskedFiles {
  const paths = (isConstraint: boolean) =>
    inputs.roots.flatMap(({ path, kind }) => ((kind === "constraints") === isConstraint ? [path] : []));
  const words = inputs.requirements.filter(({ place }) => place.file === ARGUMENT_PATH);
  if (words.length === 0) return { files, requirements: paths(false), constraints: paths(true) };
  return {
    files: new Map([...files, [ARGUMENT_PATH, textFile(words.map(({ text }) => text))]]),
    requirements: [ARGUMENT_PATH, ...paths(false)],
    constraints: paths(true),
  };
}

async function oneFile(
  { inputs, options }: OpenCheck,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<AskedFiles | { readonly reason: string }> {
  const set = await collectInputs(inputs.roots, async (path) => files.get(path) ?? inputs.bytesOf(path));
  const words = inputs.requirements.filter(({ place }) => place.file === ARGUMENT_PATH);
  const lines = [...words, ...chosenRequirements(set.requirements, options)];
  const strange = lines.find(({ requirement, sources = [] }) => requirement === null || sources.length > 0);
  if (strange !== undefined) {
    const { file, line } = strange.place;
    return { reason: `${file}:${line}: ${strange.display} comes from a place that no requirements file can name.` };
  }
  const fileOptions = set.files.flatMap(({ options: own = [] }) => own);
  const written = fileOptions.map(({ name, value }) => (value === null ? name : `${name} ${value}`));
  const texts = lines.flatMap(({ requirement }) => (requirement === null ? [] : [requirement.canonical]));
  const bounds = set.constraints.flatMap(({ requirement }) => (requirement === null ? [] : [requirement.canonical]));
  return {
    files: new Map([
      [REQUIREMENTS, textFile([...new Set(written), ...texts])],
      [CONSTRAINTS, textFile(bounds)],
    ]),
    requirements: [REQUIREMENTS],
    constraints: bounds.length === 0 ? [] : [CONSTRAINTS],
  };
}

function textFile(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
}
