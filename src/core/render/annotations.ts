/** One note on a line of a file, as GitHub shows it. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  /** At most 255 characters. */
  readonly title: string;
  /** At most 4,096 characters, one paragraph. */
  readonly message: string;
  /** Relative to the repository's root, with "/"; null when there is no such line. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}
