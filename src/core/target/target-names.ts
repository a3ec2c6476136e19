import type { Target } from "./target.ts";

/**
 * The shortest names that tell these targets apart, by id: `linux/arm64`, with the Python where a platform has several of
 * them (`linux/arm64 cp312`), else the id itself.
 */
export function targetNames(targets: readonly Target[]): ReadonlyMap<string, string> {
  const forms: readonly ((target: Target) => string)[] = [
    ({ platform }) => platform.name,
    ({ platform, python }) => `${platform.name} ${python.abi}`,
  ];
  const form = forms.find((name) => new Set(targets.map(name)).size === targets.length) ?? (({ id }) => id);
  return new Map(targets.map((target) => [target.id, form(target)]));
}
