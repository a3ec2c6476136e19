/** Longest file name of a wheel that a wheelhouse holds, in characters. */
export const MAX_WHEEL_NAME = 200;

/**
 * The only names that a wheelhouse, a pack or a manifest may hold for a wheel: flat, ASCII, nothing that a shell, pip or
 * a file system could take for an option or a path.
 */
export function isWheelFileName(name: string): boolean {
  return name.length <= MAX_WHEEL_NAME && /^[A-Za-z0-9_][A-Za-z0-9._+!-]*\.whl$/.test(name);
}

/** Two names with the same fold are one file on a file system that ignores case or normalises Unicode. */
export function foldFileName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
