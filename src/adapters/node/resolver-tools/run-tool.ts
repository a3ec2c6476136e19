import { join } from "node:path";
import { WheelhouseError } from "../../../core/error.ts";
import type { LogParse } from "../../../core/log/event.ts";
import { isAbsent } from "../../../core/log/facts/facts.ts";
import { parseLog } from "../../../core/log/parser.ts";
import { childEnvironment, withoutProxyFor } from "../../../core/plan/child-environment.ts";
import type { Exit } from "../../../ports/process.ts";
import type { ToolAnswer, ToolQuestion } from "../../../ports/resolver-tool.ts";
import { lastOf } from "./last-of.ts";
import type { ResolverToolParts } from "./parts.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** How a tool is asked, and how its answer is read. */
export interface ToolRun {
  readonly version: string;
  readonly way: string;
  /** Rejects with WheelhouseError when this tool cannot be asked that. */
  argv(workspace: Workspace): Promise<readonly string[]>;
  /** Called when it ended by itself; null: it could not tell. */
  read(ended: Ended, workspace: Workspace): Promise<Reading | null>;
}

export interface Ended {
  readonly exit: Exit;
  readonly log: LogParse;
  readonly text: string;
}

export type Reading =
  | { readonly state: "resolved"; readonly pins: ReadonlyMap<string, string> }
  | { readonly state: "refused" }
  /** It could not tell, for a reason that its own words do not say. */
  | { readonly state: "failed"; readonly reason: string };

/** Of a log, what is read at most: installers print a few kilobytes. */
const LOG_LIMIT = 64 * 1024 * 1024;

/**
 * Asks a tool in a private folder, which is gone afterwards.
 * @throws WheelhouseError `cancelled` when the question's signal says so; everything else is an answer `failed`
 */
export async function runTool(parts: ResolverToolParts, question: ToolQuestion, run: ToolRun): Promise<ToolAnswer> {
  const started = performance.now();
  const time = AbortSignal.timeout(Math.ceil(question.timeoutSeconds * 1000));
  const signal = AbortSignal.any([question.signal, time]);
  const answer = (state: ToolAnswer["state"], text: string, pins: ToolAnswer["pins"] = new Map()): ToolAnswer => {
    if (question.signal.aborted) throw new WheelhouseError("cancelled", "The run was cancelled.", { hint: null });
    const late = time.aborted && state === "failed" ? `No answer within ${question.timeoutSeconds} seconds.\n` : "";
    const seconds = (performance.now() - started) / 1000;
    return { state, version: run.version, way: run.way, pins, text: late + lastOf(text), seconds };
  };
  let workspace: Workspace | null = null;
  try {
    workspace = await openWorkspace(parts, question, signal);
    const ended = await start(parts, workspace, await run.argv(workspace), signal);
    const reading = time.aborted ? null : await run.read(ended, workspace);
    const text = workspace.readable(ended.text);
    if (reading?.state === "resolved") return answer("resolved", text, reading.pins);
    if (reading?.state === "failed") return answer("failed", `${reading.reason}\n${text}`);
    const troubles = workspace.session.troubles().map(({ message }) => `${message}.\n`);
    // With an index that did not answer, "there is none" proves nothing.
    const isSure = reading?.state === "refused" && troubles.length === 0 && !hasNetworkTrouble(ended.log);
    return isSure ? answer("refused", text) : answer("failed", [...troubles, text].join(""));
  } catch (error) {
    if (!(error instanceof WheelhouseError)) throw error;
    return answer("failed", workspace?.readable(error.message) ?? error.message);
  } finally {
    await workspace?.close();
  }
}

/** The environment of a tool: everything that it shall know stands on its command line. */
export function toolEnvironment(parts: ResolverToolParts): Record<string, string> {
  const own = Object.entries(parts.environment).filter(([name]) => !/^(?:PIP|UV)_/i.test(name));
  return { ...withoutProxyFor("127.0.0.1", childEnvironment(Object.fromEntries(own))), NETRC: "/dev/null" };
}

async function start(
  parts: ResolverToolParts,
  { folder, empty }: Workspace,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<Ended> {
  const temporary = join(folder, "tmp");
  await parts.files.makeFolder(temporary);
  const logFile = join(folder, "log.txt");
  // The loopback index tries again by itself; childEnvironment tells pip the same.
  const env = { ...toolEnvironment(parts), TMPDIR: temporary, UV_HTTP_RETRIES: "0" };
  const exit = await parts.processes.run({ argv, cwd: empty, env, logFile, capture: true, signal });
  const bytes = await parts.files.readFile(logFile, { limit: LOG_LIMIT });
  return { exit, log: parseLog(bytes), text: new TextDecoder().decode(bytes) };
}

function hasNetworkTrouble(log: LogParse): boolean {
  return log.events.some((event) => event.kind === "network" && !isAbsent(event));
}
