import { terminalText } from "../escape.ts";

/** The line above what belongs to one target, in the plain-text files. */
export function targetHead(target: string): string {
  return `# target: ${terminalText(target)}`;
}
