/** Logs that a user names: files, compressed files, archives, standard input. Read in pieces, since no size is too large for a log. */
export interface LogFiles {
  /**
   * The files behind what the user wrote, as they would be written themselves, in order and each once. A text that names a
   * file is that file; else `*`, `?`, `[…]` and `**` are wildcards. `-` is standard input; a `.zip` is the logs in it. A pattern that fits no file is an error.
   */
  expand(patterns: readonly string[], folder: string): Promise<readonly string[]>;
  /**
   * Rejects with WheelhouseError `unreadable-file` for what is absent, a folder, a pipe or a device. `path` is one of those
   * that `expand` gave.
   */
  open(path: string, folder: string): Promise<LogFile>;
}

export interface LogFile {
  /**
   * The log from its beginning, unpacked. A file that grows is read to where it ended when it was opened. A chunk is only
   * valid until the next one is asked for.
   */
  chunks(): AsyncIterable<Uint8Array>;
  /** Bytes `from` to `to` of what `chunks` has given, or as much of their end as can be had. Call it after `chunks`. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** One sentence when not everything was read (a compressed file of absurd size), else null. Known after `chunks`. */
  readonly cut: string | null;
  /** Removes what it has left on disk. */
  close(): Promise<void>;
}
