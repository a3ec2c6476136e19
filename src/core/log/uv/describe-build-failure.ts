import type { EventBody, Span } from "../event.ts";
import { spanOf } from "../reader/line.ts";
import type { CauseChain, CauseText } from "./cause-chain.ts";

const HEAD =
  /^Failed to (?:(?:download and )?build|prepare|generate package metadata for|resolve dependencies for) `([^`]+)`/;
const CALL = /^Call to `([^`]+)` failed/;
/** uv ≤ 0.5.9. */
const OLD_CALL = /^Build backend failed to .+? (?:through|with) `([^`]+)`/;
const ENDS: readonly (readonly [RegExp, (number: number) => number])[] = [
  [/\(exit (?:status|code): (-?\d{1,9})\)/, (code) => code],
  // As pip prints it: a death by signal is a negative number.
  [/\(signal: (\d{1,3}) /, (signal) => -signal],
];
const REQUIREMENTS = /^Failed to (resolve|install) requirements from /;

/** A package that could not be built: which, in what step, how it ended, and where its output stands. */
export function describeBuildFailure({ head, causes, output }: CauseChain): EventBody | null {
  const built = [head, ...causes.map(({ lines }) => lines[0] ?? "")].findLast((text) => HEAD.test(text));
  const label = built === undefined ? undefined : HEAD.exec(built)?.[1];
  const call = causes.find(({ lines }) => CALL.test(lines[0] ?? "") || OLD_CALL.test(lines[0] ?? ""));
  const needs = causes.find(({ lines }) => REQUIREMENTS.test(lines[0] ?? ""));
  if (call === undefined && needs === undefined && !isBuild(head)) return null;
  const text = call?.lines[0] ?? "";
  return {
    kind: "build-failed",
    tool: "uv",
    via: "box",
    // A folder that is built for itself has no name yet.
    packages: label === undefined ? [] : [packageOf(label)],
    ...versionOf(label),
    step: needs === undefined ? ((CALL.exec(text) ?? OLD_CALL.exec(text))?.[1] ?? null) : stepOf(needs),
    exitCode: exitCodeOf(text),
    output: output.span ?? causesFrom(causes, needs),
    outputLines: null,
  };
}

/** A wheel can fail to be read or fetched too, which is no build. */
function isBuild(head: string): boolean {
  return /^Failed to (?:download and )?build /.test(head);
}

/** `headerbad==1.0`, `app @ file:///project`, `x` (v1.0). */
function packageOf(label: string): string {
  return label.replace(/(?:==| @ )[\s\S]*$/, "");
}

function versionOf(label: string | undefined): { readonly version?: string } {
  const version = label?.split("==")[1];
  return version === undefined ? {} : { version };
}

function stepOf({ lines }: CauseText): string {
  return REQUIREMENTS.exec(lines[0] ?? "")?.[1] === "install"
    ? "installing build dependencies"
    : "resolving build dependencies";
}

function exitCodeOf(text: string): number | null {
  for (const [pattern, meaning] of ENDS) {
    const number = pattern.exec(text)?.[1];
    if (number !== undefined) return meaning(Number(number));
  }
  return null;
}

/** When no backend ran, what uv says of the build requirements stands for its output. */
function causesFrom(causes: readonly CauseText[], needs: CauseText | undefined): Span | null {
  const last = causes.at(-1);
  return needs === undefined || last === undefined ? null : spanOf(needs.first, last.last);
}
