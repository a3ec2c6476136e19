import { execFileSync } from "node:child_process";

/** The words that a child prints on its only line. */
export function runNode(args: readonly string[]): readonly string[] {
  return execFileSync(process.execPath, [...args], { encoding: "utf8" })
    .trim()
    .split(" ");
}
