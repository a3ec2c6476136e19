import { compareVersions, parseVersion, type Version } from "../../pep/version.ts";
import { factText, whereText } from "../../resolve/conflict-text.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { disputeText, needSentence } from "./disputes.ts";
import { type Demand, type ToldFacts, wantedName } from "./facts.ts";

/** More lines than this are not read, and no report needs them. */
const MOST_LINES = 200;
/** Deeper ones stand below each other, so that a line keeps room for its words. */
const DEEPEST = 8;

/**
 * The facts as a tree, from each of the user's lines down to what breaks it: who leads on comes first, lines that only
 * contradict it come last and say so. Each fact stands once.
 */
export function treeLines({ facts }: ToldFacts): readonly string[] {
  const first = new TreeText(facts);
  const lines = facts.filter((fact) => fact.kind === "requested" || fact.kind === "constraint");
  const leading = lines.filter((line) => first.leadsOn(line));
  const roots = [...leading, ...lines.filter((line) => !leading.includes(line))];
  first.add(roots, "", 0);
  const rest = first.lines.length < MOST_LINES ? facts.filter((fact) => !first.told.has(fact)) : [];
  const isBelow = ({ name }: ConflictFact) => rest.some((other) => other.kind === "depends" && other.on === name);
  const loose = rest.filter((fact) => !isBelow(fact));
  const tree = rest.length === 0 ? first : new TreeText(facts);
  if (tree !== first) tree.add([...roots, ...(loose.length > 0 ? loose : rest.slice(0, 1))], "", 0);
  const left = facts.length - tree.told.size;
  return left > 0 ? [...tree.lines, `… and ${left} more facts`] : tree.lines;
}

class TreeText {
  readonly lines: string[] = [];
  readonly told = new Set<ConflictFact>();
  readonly #below = new Map<string, ConflictFact[]>();
  readonly #demands = new Map<string, Demand[]>();

  constructor(facts: readonly ConflictFact[]) {
    for (const fact of facts) {
      if (fact.kind !== "depends" && fact.kind !== "no-versions") continue;
      const list = this.#below.get(fact.name) ?? [];
      this.#below.set(fact.name, list);
      list.push(fact);
    }
  }

  /** Whether a line wants a project of which the conflict says what it needs. */
  leadsOn(line: ConflictFact): boolean {
    return line.kind === "requested" && (this.#below.get(line.name) ?? []).some(({ kind }) => kind === "depends");
  }

  add(facts: readonly ConflictFact[], indent: string, depth: number): void {
    for (const [index, fact] of facts.entries()) {
      if (this.told.has(fact) || this.lines.length >= MOST_LINES) continue;
      const isLast = facts.slice(index + 1).every((other) => this.told.has(other));
      this.told.add(fact);
      this.lines.push(`${indent}${isLast ? "└─" : "├─"} ${this.#text(fact)}`);
      const inner = depth < DEEPEST ? `${indent}${isLast ? "   " : "│  "}` : indent;
      if (fact.kind !== "no-versions") this.add(this.#causedBy(fact), inner, depth + 1);
    }
  }

  /** What the wanted project needs, or why it cannot be had, where it was not told before. */
  #causedBy(fact: Demand): readonly ConflictFact[] {
    return (this.#below.get(wantedName(fact)) ?? []).filter((one) => !this.told.has(one)).sort(compareFacts);
  }

  #text(fact: ConflictFact): string {
    if (fact.kind === "no-versions") return factText(fact);
    const earlier = this.#demands.get(wantedName(fact)) ?? [];
    this.#demands.set(wantedName(fact), [...earlier, fact]);
    const dispute = disputeText(fact, earlier);
    return [statement(fact), dispute].filter((part) => part !== "").join("  ");
  }
}

/** `requirements.txt:3  torch>=2.8` · `torchvision 0.20.0 needs torch==2.5.0` */
export function statement(fact: Demand): string {
  if (fact.kind === "depends") return needSentence(fact);
  return `${whereText(fact) ?? "asked for on the command line"}  ${fact.requirement}${fact.kind === "constraint" ? " (constraint)" : ""}`;
}

/** What versions need, oldest first, before what cannot be had. */
function compareFacts(a: ConflictFact, b: ConflictFact): number {
  if (a.kind !== "depends" || b.kind !== "depends") return Number(a.kind !== "depends") - Number(b.kind !== "depends");
  const [first, second] = [firstVersion(a.versions), firstVersion(b.versions)];
  return first === null || second === null ? 0 : compareVersions(first, second);
}

function firstVersion(versions: string): Version | null {
  const read = parseVersion(versions.split(/[ ,]/, 1)[0] ?? "");
  return read.ok ? read.value : null;
}
