/** What an sdist tells of its build without being built. */
export interface SdistFacts {
  /** As written in pyproject.toml; null when there is none or it names none. */
  readonly buildRequires: readonly string[] | null;
  readonly buildBackend: string | null;
  /** Count of files by extension, lower case: `c` → 12. */
  readonly extensions: Readonly<Record<string, number>>;
  /** Requirements may change in the build (PEP 643): the text says nothing of them. */
  readonly dynamic: boolean;
}
