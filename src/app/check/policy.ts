import type { CheckOptions } from "../../core/options/options.ts";
import { formatOptions, sourceIsAllowed, wheelIsAllowed } from "../../core/plan/format-control.ts";
import type { ResolvePolicy } from "../../core/resolve/problem.ts";
import type { TagRules } from "../../core/target/target.ts";
import type { CheckInputs } from "./inputs.ts";
import type { CheckPorts } from "./ports.ts";

/** What may be taken at all, as options, environment and files say it together. */
export interface CheckPolicy {
  readonly rules: TagRules;
  readonly sourceIsAllowed: (name: string) => boolean;
  readonly wheelIsAllowed: (name: string) => boolean;
  readonly preferBinary: boolean;
  readonly prereleases: "if-necessary" | "allow";
  readonly excludeNewer: string | null;
  readonly prefer: ResolvePolicy["prefer"];
}

export function checkPolicy(
  options: CheckOptions,
  inputs: CheckInputs,
  { host: { environment } }: CheckPorts,
): Omit<CheckPolicy, "prefer"> {
  const fileOptions = inputs.files.flatMap((file) => file.options ?? []);
  const isOn = (flag: boolean, name: string): boolean =>
    flag ||
    fileOptions.some((option) => option.name === `--${name}`) ||
    /^(?:1|true|yes|on|y|t)$/i.test(environment[`PIP_${name.replaceAll("-", "_").toUpperCase()}`] ?? "");
  const formats = formatOptions({
    environment,
    onlyBinary: options.onlyBinary,
    noBinary: options.noBinary,
    fileOptions,
  });
  return {
    rules: options.installer === "uv" ? "uv" : "packaging-26.3",
    sourceIsAllowed: sourceIsAllowed(formats),
    wheelIsAllowed: wheelIsAllowed(formats),
    preferBinary: isOn(options.preferBinary, "prefer-binary"),
    prereleases: isOn(options.pre, "pre") ? "allow" : "if-necessary",
    excludeNewer: options.excludeNewer,
  };
}
