import type { Place } from "../../report/model.ts";

/** One change of an input file. */
export interface Edit {
  /** Where a requirement stands, or any other text. */
  readonly place: Place;
  /** What stands there now: a requirement's text as it is read (without quotation and options), or the raw text. */
  readonly before: string;
  /**
   * What is to stand there. Empty takes the requirement out (with its comma, dash or space; its line stays). Several
   * requirements, one a line, come as several lines or items.
   */
  readonly after: string;
  /**
   * For a requirement with `--hash`: the hashes of the new version, e.g. `sha256:0123…`, or `drop`. Without it, an edit
   * that chooses another version is refused, because pip would refuse its files.
   */
  readonly hashes?: readonly string[] | "drop";
}

/** Whole lines before the line of its place, whatever stands there. */
export function insertsLines({ before, after, place }: Edit): boolean {
  return before === "" && place.column === 1 && after.endsWith("\n");
}
