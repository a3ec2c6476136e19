import type { BuildReport } from "../../report/model.ts";

/** A project of which targets have different versions, in words. */
export interface DifferingPins {
  /** One sentence; foreign text may stand in it. */
  readonly text: string;
  /** For a constraints file. */
  readonly lines: readonly string[];
}

/** What is to be known of pins for several targets: nothing where they take the same versions anyway. */
export function differingPins({ pins = [] }: BuildReport): readonly DifferingPins[] {
  return pins.flatMap(({ projects }) =>
    projects.flatMap(({ text, lines }) => (text === null ? [] : [{ text, lines }])),
  );
}
