import type { ProjectIndex } from "../../index/project-index.ts";
import type { LockedPackage } from "../input.ts";

/**
 * What an index would say of a locked package, by the lock alone: so it can be judged without network. Addresses are those
 * of the lock; a file without one has an address that leads nowhere.
 */
export function projectIndexOf(locked: LockedPackage): ProjectIndex {
  const base = locked.indexUrl !== null && URL.canParse(locked.indexUrl) ? locked.indexUrl : NOWHERE;
  const url = `${base.replace(/\/+$/, "")}/${locked.name}/`;
  return {
    url,
    name: locked.name,
    files: locked.files.map(({ filename, url: fileUrl, hashes, bytes, uploadTime }) => ({
      filename,
      url: fileUrl ?? `${url}${encodeURIComponent(filename)}`,
      hashes,
      requiresPython: locked.requiresPython,
      yanked: null,
      coreMetadata: null,
      bytes,
      uploadTime,
    })),
    status: null,
    problems: [],
  };
}

/** A name that is never given to anybody (RFC 2606). */
const NOWHERE = "https://lock.invalid/";
