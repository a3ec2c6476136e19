import type { EventKind } from "../event.ts";

/** With one of these an installer says that it did not reach what it was asked for. */
export const FAILING_WORDS: readonly EventKind[] = [
  "conflict",
  "conflict-causes",
  "no-matching-distribution",
  "hash-mismatch",
  "hash-missing",
  "requires-python",
  "error",
  "error-box",
  "uv-error",
  "uv-no-solution",
];
