/** The steps whose description names the package that is built (pip 20.3 – 26.3; dependencies since 25.3). */
const NAMING = [
  /^Building (?:wheel|editable) for (\S+)(?: \(|$)/,
  /^installing (?:build|backend) dependencies for ([A-Za-z0-9][A-Za-z0-9._-]*)$/,
  /^Running setup\.py (?:install|develop|clean) for (\S+)$/,
];

/** `Building wheel for x (pyproject.toml)` → `x`; null when the step names none. */
export function stepPackage(step: string): string | null {
  for (const pattern of NAMING) {
    const name = pattern.exec(step)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
