import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";

export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** Relative path of the first file that has it. */
  readonly file: string;
}

/** Every regular expression that is written in the TypeScript files below these folders, each once. */
export function findExpressions(root: string, folders: readonly string[]): readonly Expression[] {
  const found = new Map<string, Expression>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort()) {
      if (!entry.endsWith(".ts")) continue;
      const file = `${folder}/${entry}`;
      for (const { pattern, flags } of literalsOf(readFileSync(join(root, file), "utf8"))) {
        const key = `/${pattern}/${flags}`;
        if (!found.has(key)) found.set(key, { source: pattern, flags, file });
      }
    }
  }
  return [...found.values()];
}

interface Literal {
  readonly pattern: string;
  readonly flags: string;
}

function literalsOf(code: string): readonly Literal[] {
  const found: Literal[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === "object" && node !== null) {
      if ("type" in node && node.type === "RegExpLiteral") found.push(node as unknown as Literal);
      else for (const value of Object.values(node)) visit(value);
    }
  };
  visit(parseSync(code, { syntax: "typescript", target: "es2024" }).body);
  return found;
}
