import type { Check } from "../find-findings.ts";

export const CHECKS: readonly Check[] = [];
