/** What a person sees while it runs. Every text is made safe for the sink by the adapter (workflow commands defused). */
export interface Log {
  /** A stage begins: "Resolving 8 requirements". */
  stage(text: string): void;
  info(text: string): void;
  warning(text: string): void;
  /** A line of a child process, foreign text. */
  foreign(line: string): void;
  debug(text: string): void;
}
