import type { Manifest, ManifestWheel } from "../core/store/manifest.ts";

/** A wheel that was left out, and why: a part of a sentence, e.g. "its bytes differ from the manifest". */
export interface DroppedWheel {
  readonly file: string;
  readonly reason: string;
}

export interface PackedWheels {
  /** Size of the pack. */
  readonly bytes: number;
  /** What the pack holds: the manifest given, without the dropped wheels. */
  readonly manifest: Manifest;
  readonly dropped: readonly DroppedWheel[];
}

export type PackContent =
  | {
      readonly kind: "read";
      /** As it stands in the pack: it may name wheels that were dropped. */
      readonly manifest: Manifest;
      /** The wheels whose size and digest are those of the manifest, each in a file of its own. */
      readonly wheels: readonly { readonly wheel: ManifestWheel; readonly path: string }[];
      readonly dropped: readonly DroppedWheel[];
    }
  /** Nothing of it may be used, nothing of it is left on disk. `reason` is a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** The archives of a wheelhouse: the pack, which is the unit of the cache, and `wheelhouse.tgz`, which is handed on. */
export interface Packs {
  /**
   * Packs `wheelhouse.json` and the wheels `<folder>/<file>` that it names. A wheel whose bytes are not those of the
   * manifest (any more) is left out. Rejects with WheelhouseError `disk-full` or `not-writable`.
   */
  writePack(content: { readonly manifest: Manifest; readonly folder: string }, to: string): Promise<PackedWheels>;
  /**
   * Unpacks what anybody may have written into `folder`, which must not exist yet. Never rejects because of the pack or
   * the disk: that is `refused`. Takes no more disk than the manifest declares, at most `maxBytes` (default 10 GiB).
   */
  readPack(pack: string, folder: string, options?: { readonly maxBytes?: number }): Promise<PackContent>;
  /**
   * Writes the files `<folder>/<name>` in the order given into a gzip-compressed tar that any `tar` unpacks, below the
   * folder `root` (default: none). The same files give the same bytes. Resolves with its size. Rejects as `writePack`
   * does, and with `unreadable-file`.
   */
  writeTgz(
    content: { readonly folder: string; readonly files: readonly string[]; readonly root?: string },
    to: string,
  ): Promise<number>;
}
