import type { Target } from "../../core/target/target.ts";
import type { ResolverTool, ToolAnswer } from "../../ports/resolver-tool.ts";
import type { FilesQuestion } from "./tool-question.ts";

/** What the first tool says that can tell; otherwise one sentence why none can. */
export type Told = { readonly tool: ResolverTool["name"]; readonly answer: ToolAnswer } | { readonly reason: string };

export interface Asking {
  /** Best first. */
  readonly tools: readonly ResolverTool[];
  /** Until nobody is asked any more; 0 or less: no time is left. */
  readonly secondsLeft: () => number;
  /** For one answer, where less than the usual is enough. */
  readonly patienceSeconds?: number;
  readonly signal: AbortSignal;
}

/** One answer may take so long; most take a second or two, a hundred packages whose METADATA is in no cache a minute. */
const PATIENCE_SECONDS = 120;

/** @throws WheelhouseError `cancelled` when the signal says so */
export async function askTools(
  { tools, secondsLeft, patienceSeconds = PATIENCE_SECONDS, signal }: Asking,
  question: FilesQuestion,
  target: Target,
): Promise<Told> {
  const reasons: string[] = [];
  for (const tool of tools) {
    const timeoutSeconds = Math.min(patienceSeconds, secondsLeft());
    if (timeoutSeconds <= 0) return { reason: "There was no time left to ask an installer." };
    const found = await tool.find(signal, target);
    if ("reason" in found) {
      reasons.push(found.reason);
      continue;
    }
    const answer = await tool.resolve({ ...question, target, timeoutSeconds, signal });
    if (answer.state !== "failed") return { tool: tool.name, answer };
    reasons.push(`${tool.name} ${found.version} could not tell: ${tellingLine(answer.text)}`);
  }
  return { reason: reasons.join(" ") || "No installer was asked." };
}

/** The first line that says that it is an error, else the first one. */
function tellingLine(text: string): string {
  const lines = text.split("\n").filter((each) => /[^\s…]/.test(each));
  const line = lines.find((each) => /^error/i.test(each)) ?? lines[0] ?? "it said nothing";
  return `${line.trim().replace(/[.…]+$/, "")}.`;
}
