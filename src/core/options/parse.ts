import type { Parsed, Problem } from "../problem.ts";
import { ROOT_INPUTS } from "./check-definitions.ts";
import type { InputDefinition } from "./definitions.ts";
import type { BuildOptions, CheckOptions, SurfaceOptions } from "./options.ts";
import { joinPath } from "./paths.ts";
import { type Door, labelOf, optionsOf, type RawOptions, readValues } from "./read-values.ts";
import type { ValuesOf } from "./values.ts";

export type { RawOptions } from "./read-values.ts";

type InputValues = ValuesOf<(typeof ROOT_INPUTS)[number]>;

export interface OptionsContext {
  /** Decides how messages spell an option: `fail-on` or `--fail-on`. */
  readonly door: Door;
  /** Absolute: what a relative `working-directory` is seen from. */
  readonly currentDirectory: string;
}

/**
 * Raw values by input name → options with every default filled in, or all problems at once. Absent and empty values
 * count as not given. Each problem's message quotes the wrong value, `expected` says what is allowed.
 */
export function parseOptions(
  raw: RawOptions,
  context: OptionsContext,
): Parsed<{ readonly build: BuildOptions; readonly check: CheckOptions; readonly surface: SurfaceOptions }> {
  const { values, problems } = readValues(ROOT_INPUTS, raw, context.door);
  const python = yamlNumber(values.python, labelOf(definitionOf("python"), context.door), context.door);
  return optionsOf([...problems, ...python], () => ({
    build: toBuildOptions(values, context),
    check: toCheckOptions(values, context),
    surface: toSurfaceOptions(values, context),
  }));
}

function definitionOf(name: InputDefinition["name"]): InputDefinition {
  const definition = ROOT_INPUTS.find((input) => input.name === name);
  if (definition === undefined) throw new Error(`no input is called ${name}`);
  return definition;
}

/** YAML reads an unquoted 3.10 as the number 3.1: nobody means Python 3.1. */
function yamlNumber(python: string | null, label: string, door: OptionsContext["door"]): readonly Problem[] {
  if (python === null || !/^3\.[1-5]$/.test(python)) return [];
  const message = `${label} is '${python}', a Python that no current installer supports.`;
  const quotes = `If you mean ${python}0, put it in quotes: YAML reads ${python}0 without them as the number ${python}.`;
  const expected = door === "action" ? quotes : `Do you mean ${python}0?`;
  return [{ code: "invalid-input", message, expected, line: 1, column: 1, offset: 0 }];
}

function toBuildOptions(values: InputValues, context: OptionsContext): BuildOptions {
  return {
    workingDirectory: joinPath(context.currentDirectory, values["working-directory"] ?? "."),
    requirements: values.requirements.length > 0 ? values.requirements : ["requirements.txt"],
    constraints: values.constraints,
    targets: values.target,
    python: values.python,
    libc: values.libc,
    indexUrl: values["index-url"],
    extraIndexUrls: values["extra-index-url"],
    findLinks: values["find-links"],
    onlyBinary: values["only-binary"],
    noBinary: values["no-binary"],
    preferBinary: values["prefer-binary"],
    pre: values.pre,
    requireHashes: values["require-hashes"],
    output: values.output ?? ".wheelhouse",
    failOn: values["fail-on"],
    image: values.image,
    containerNetwork: values["container-network"],
    cache: values.cache,
  };
}

function toCheckOptions(values: InputValues, context: OptionsContext): CheckOptions {
  const build = toBuildOptions(values, context);
  const strategy = values["index-strategy"];
  const usual = values.installer === "uv" ? "first-index" : "unsafe-best-match";
  return {
    workingDirectory: build.workingDirectory,
    requirements: values.requirements,
    ...{ constraints: build.constraints, targets: build.targets, python: build.python, libc: build.libc },
    ...{ indexUrl: build.indexUrl, extraIndexUrls: build.extraIndexUrls, findLinks: build.findLinks },
    ...{ onlyBinary: build.onlyBinary, noBinary: build.noBinary, preferBinary: build.preferBinary, pre: build.pre },
    packages: values.packages,
    extras: values.extra,
    groups: values.group,
    deps: values.deps,
    installer: values.installer,
    indexStrategy: strategy === "installer" ? usual : strategy,
    excludeNewer: values["exclude-newer"],
    preferVersions: values["prefer-versions"],
    keyring: values["keyring-provider"] === "subprocess",
    knowledge: values.knowledge,
    output: build.output,
    failOn: build.failOn,
  };
}

function toSurfaceOptions(values: InputValues, context: OptionsContext): SurfaceOptions {
  const { artifact } = values;
  const isOnAction = context.door === "action";
  return {
    run: values.run,
    comment: values.comment,
    reportName: values["report-name"],
    artifact: artifact === "true" || artifact === "false" ? artifact === "true" : (artifact ?? true),
    githubToken: isOnAction ? values["github-token"] : null,
    exportEnv: values["export-env"],
  };
}
