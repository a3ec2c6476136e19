import type { Dialect } from "../dialect.ts";
import type { LogRule } from "../rule.ts";
import { BUILDKIT, LEGACY_DOCKER } from "./docker/index.ts";
import { PIP } from "./pip/index.ts";
import { RESOLVER_RULES } from "./resolver/index.ts";
import { TOOLS } from "./tools/index.ts";
import { UV } from "./uv/index.ts";

/** Every tool, asked in this order: a new one is a new folder and a line here. */
export const DIALECTS: readonly Dialect[] = [UV, BUILDKIT, LEGACY_DOCKER, ...TOOLS, PIP];

/** Every rule. Resolvers' lines come first: pip's chatter would take them for nothing. */
export const RULES: readonly LogRule[] = [...RESOLVER_RULES, ...DIALECTS.flatMap((dialect) => dialect.rules)];
