import type { LogRule } from "../../rule.ts";
import { differentCandidate } from "./different-candidate.ts";
import { projectSearched } from "./project-searched.ts";
import { reporter } from "./reporter.ts";
import { skippedLink } from "./skipped-link.ts";

/** What pip's and uv's resolvers say while they decide, on the verbose levels. They tell no format of their own. */
export const RESOLVER_RULES: readonly LogRule[] = [reporter, differentCandidate, skippedLink, projectSearched];
