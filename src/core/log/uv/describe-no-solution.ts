import type { EventBody } from "../event.ts";
import type { CauseChain, CauseText } from "./cause-chain.ts";
import { readConclusions, readIncompatibilities } from "./incompatibility.ts";

const HEAD = /^No solution found when resolving (.+?)(?: dependencies)?:?$/;

/** `No solution found when resolving dependencies`, and the derivation below it. */
export function describeNoSolution({ head, causes }: CauseChain): EventBody | null {
  const what = HEAD.exec(head)?.[1];
  if (what === undefined) return null;
  const { sentences, hints } = readDerivation(causes);
  const text = sentences.join("\n");
  return {
    kind: "uv-no-solution",
    context: what === "dependencies" ? null : what.replace(/^dependencies for /, ""),
    text,
    because: readIncompatibilities(text),
    concluded: readConclusions(text),
    hints,
  };
}

/** Sentences, each with its list in it, and what the box of uv ≤ 0.11 has behind an empty line. */
function readDerivation(causes: readonly CauseText[]): { sentences: readonly string[]; hints: readonly string[] } {
  const sentences: string[] = [];
  const hints: string[] = [];
  let list = sentences;
  for (const line of causes.flatMap((cause) => cause.lines)) {
    const text = line.trim();
    if (text.startsWith("hint: ")) {
      list = hints;
      hints.push(text.slice("hint: ".length));
    } else if (text === "") {
      // A list ends in an empty line too; the sentence goes on behind it.
    } else if (list.length === 0 || startsSentence(text)) list.push(text);
    else
      list[list.length - 1] =
        `${list.at(-1)}${line.startsWith(" ") && !list.at(-1)?.endsWith(":") ? "; " : " "}${text}`;
  }
  return { sentences, hints };
}

function startsSentence(text: string): boolean {
  return /^(?:And because |Because |\(\d+\) )/.test(text);
}
