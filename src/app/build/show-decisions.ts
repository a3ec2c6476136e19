import { decisionTree } from "../../core/explain/decision-tree.ts";
import type { LogParse } from "../../core/log/event.ts";
import { renderDecisionTree } from "../../core/render/decision-tree.ts";
import type { Log } from "../../ports/log.ts";

const WIDTH = 100;

/** What pip decided while it resolved, for those who ask for more words (`-v`, debug logging of the runner). */
export function showDecisions(log: Log, parse: LogParse): void {
  const tree = decisionTree(parse);
  if (tree === null) return;
  const text = renderDecisionTree(tree, { width: WIDTH, color: false, verbosity: 1 });
  for (const line of text.trimEnd().split("\n")) log.debug(line);
}
