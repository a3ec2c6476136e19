import { mermaidText } from "../../render/escape.ts";
import { factText, whereText } from "../../resolve/conflict-text.ts";
import type { ConflictFact } from "../../resolve/conflict-tree.ts";
import { needSentence } from "./disputes.ts";
import { type ToldFacts, wantedName } from "./facts.ts";

/** More are a picture that nobody can read. */
const MOST_NODES = 40;

/** Lines, projects and what cannot be had as a Mermaid flow chart (`flowchart LR`); null beyond 40 nodes. */
export function mermaidChart({ facts }: ToldFacts): string | null {
  const ids = new Map<string, string>();
  const nodes: string[] = [];
  const edges = facts.map((fact) => edgeOf(fact, node));
  return nodes.length > MOST_NODES ? null : ["flowchart LR", ...nodes, ...edges].join("\n");

  function node(key: string, label: string, shape: Shape): string {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `n${ids.size + 1}`;
    ids.set(key, id);
    const [before, after] = SHAPES[shape];
    nodes.push(`  ${id}${before}"${mermaidText(label)}"${after}`);
    return id;
  }
}

type Shape = "line" | "project" | "missing";
type Node = (key: string, label: string, shape: Shape) => string;

const SHAPES: Readonly<Record<Shape, readonly [before: string, after: string]>> = {
  line: ["[", "]"],
  project: ["(", ")"],
  missing: ["{{", "}}"],
};

function edgeOf(fact: ConflictFact, node: Node): string {
  if (fact.kind === "no-versions") {
    const project = node(`project ${fact.name}`, fact.name, "project");
    return `  ${project} -.- ${node(JSON.stringify(fact), factText(fact), "missing")}`;
  }
  const wanted = node(`project ${wantedName(fact)}`, wantedName(fact), "project");
  if (fact.kind === "depends") {
    const by = node(`project ${fact.name}`, fact.name, "project");
    return `  ${by} -->|"${mermaidText(needSentence(fact))}"| ${wanted}`;
  }
  const line = node(JSON.stringify(fact), `${whereText(fact) ?? "command line"} ${fact.requirement}`, "line");
  return `  ${line} ${fact.kind === "constraint" ? "-.->" : "-->"} ${wanted}`;
}
