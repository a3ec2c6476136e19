import type { Miss } from "../index/verdict.ts";

/** What does not fit on one side of a tag: its Python or its platform. */
export interface SideMiss extends Omit<Miss, "wheel"> {
  /** Minor versions between what is needed and what is there. */
  readonly distance: number;
}
