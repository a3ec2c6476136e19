export interface FileStat {
  /** Of the path itself: a symbolic link is not followed. */
  readonly kind: "file" | "folder" | "symlink" | "other";
  readonly bytes: number;
}

export interface FileDigest {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The file system as the use cases need it. Paths are absolute strings with "/". Every write is atomic: a reader sees
 * the old state or the new one, never a half. Rejections are WheelhouseErrors (`unreadable-file`, `not-writable`,
 * `disk-full`) whose message names the path.
 */
export interface Files {
  /** Rejects with `unreadable-file` when it is absent, no regular file, or longer than `limit` bytes (default 64 MiB). */
  readFile(path: string, options?: { readonly limit?: number }): Promise<Uint8Array>;
  /**
   * The whole text, or of one that is longer than `limit` bytes the lines at both ends (a quarter from the beginning, the
   * rest from the end) with one line between them that says how much is left out.
   */
  readEnds(path: string, limit: number): Promise<Uint8Array>;
  /** Makes parent folders. */
  writeFile(path: string, content: Uint8Array | string): Promise<void>;
  /** Appends without atomicity; for logs. */
  appendFile(path: string, content: Uint8Array | string): Promise<void>;
  /** Names, sorted by code unit; `[]` when the folder does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /** Null when nothing is there. */
  stat(path: string): Promise<FileStat | null>;
  makeFolder(path: string): Promise<void>;
  /** A new folder that only this user can enter (0700). */
  makeTempFolder(prefix: string): Promise<string>;
  /** Removes, as far as it can, the folders that `makeTempFolder` made with this prefix for processes that have ended since. */
  removeAbandoned(prefix: string): Promise<void>;
  /** Recursive; absent is fine. */
  remove(path: string): Promise<void>;
  /** Rename, replacing a file; copies and removes across file systems. */
  move(from: string, to: string): Promise<void>;
  /** Hard link, or a copy where links are not possible. Replaces a file at `to`. */
  place(from: string, to: string): Promise<void>;
  digest(path: string): Promise<FileDigest>;
  /** Absolute path of `path` seen from `base`, without "." and ".."; symbolic links stay. */
  resolve(base: string, path: string): string;
}
