import type { Dialect } from "../dialect.ts";
import type { LogLine } from "../line.ts";
import type { LogContext, LogRule, RuleResult } from "../rule.ts";
import { BUILDKIT, LEGACY_DOCKER } from "./docker/index.ts";
import { PIP } from "./pip/index.ts";
import { RESOLVER_RULES } from "./resolver/index.ts";
import { TOOLS } from "./tools/index.ts";
import { UV } from "./uv/index.ts";

/** Every tool, asked in this order: a new one is a new folder and a line here. */
export const DIALECTS: readonly Dialect[] = [UV, BUILDKIT, LEGACY_DOCKER, ...TOOLS, PIP];

/** Every rule. Resolvers' lines come first: pip's chatter would take them for nothing. */
export const RULES: readonly LogRule[] = [...RESOLVER_RULES, ...DIALECTS.flatMap((dialect) => dialect.rules)];

/** Asks the rules whose literal beginning stands in the line. */
export function findRule(line: LogLine, context: LogContext): RuleResult {
  for (const rule of rulesFor(line.message)) {
    if (rule.level === "top" && line.indent > 0) continue;
    if (!rule.starts.some((start) => line.message.startsWith(start))) continue;
    const result = rule.read(line, context);
    if (result !== null) return result;
  }
  return null;
}

/** Rules by the first character of their beginnings, so that a line of a compiler meets two or three of them. */
const BY_CHARACTER: ReadonlyMap<string, readonly LogRule[]> = groupByCharacter();
const ANYWHERE: readonly LogRule[] = RULES.filter((rule) => rule.starts.includes(""));

function rulesFor(message: string): readonly LogRule[] {
  return BY_CHARACTER.get(message.charAt(0)) ?? ANYWHERE;
}

function groupByCharacter(): ReadonlyMap<string, readonly LogRule[]> {
  const characters = new Set(RULES.flatMap((rule) => rule.starts.map((start) => start.charAt(0))));
  const fits = (rule: LogRule, character: string): boolean =>
    rule.starts.some((start) => start === "" || start.charAt(0) === character);
  return new Map([...characters].map((character) => [character, RULES.filter((rule) => fits(rule, character))]));
}
