import type { BuildReport } from "../../report/model.ts";

/** Pins for several targets that take different versions of some projects. */
export interface DifferingPins {
  /** A sentence for each project, what cannot be united first; foreign text may stand in it. */
  readonly texts: readonly string[];
  /** For a constraints file; those of projects that cannot be united. */
  readonly lines: readonly string[];
  readonly splitLines: readonly string[];
}

/** So many projects with one version for all are told one by one. */
const MOST_UNITED = 3;
/** So many are named where they are told together. */
const MOST_NAMED = 6;

/** @param isFull each project has a sentence of its own, however many there are */
export function differingPins({ pins = [] }: BuildReport, isFull: boolean): DifferingPins {
  const differing = pins.flatMap(({ projects }) => projects.filter(({ text }) => text !== null));
  const split = differing.filter(({ versions }) => versions.length > 1);
  const united = differing.filter((project) => !split.includes(project));
  const named = united.flatMap(({ name, versions: [one] }) => (one === undefined ? [] : [`${name} ${one.version}`]));
  const more = named.length - MOST_NAMED;
  const together = `One version serves all targets, which differ when it is not pinned: ${named.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
  const isEach = isFull || united.length <= MOST_UNITED;
  return {
    texts: [...split, ...(isEach ? united : [])].flatMap(({ text }) => text ?? []).concat(isEach ? [] : [together]),
    lines: differing.flatMap(({ lines }) => lines),
    splitLines: split.flatMap(({ lines }) => lines),
  };
}
