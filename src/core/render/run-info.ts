import type { Place } from "../report/model.ts";

/** Where the report was made. All of it comes from the runner, none from the reported code. */
export interface RunInfo {
  /** Address of the run, e.g. `https://host/owner/repo/actions/runs/1`; null outside of CI. */
  readonly url: string | null;
  /** E.g. `#123, attempt 2`. */
  readonly label: string | null;
  /** Commit that was looked at. */
  readonly sha: string | null;
  /** E.g. `https://host/owner/repo`, to link lines of files; null for none. */
  readonly repositoryUrl: string | null;
  /** Commit of the base report, when there is one. */
  readonly baseSha?: string | null;
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

/** Address of a line as of the commit, or null when the place is no file of the repository. */
export function placeUrl(place: Place, run: RunInfo | undefined): string | null {
  if (run?.repositoryUrl == null || run.sha === null || !isRepositoryPath(place.file)) return null;
  const path = place.file.split("/").map(encodeURIComponent).join("/");
  return safeUrl(`${run.repositoryUrl}/blob/${run.sha}/${path}#L${place.line}`);
}

/** A path that stays inside the repository, with nothing in it that an address or an annotation could trip over. */
export function isRepositoryPath(file: string): boolean {
  if (file === "" || file.startsWith("/") || /^[a-z]:/i.test(file) || file.includes("\\")) return false;
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(file)) return false;
  return !file.split("/").some((part) => part === ".." || part === "");
}

/** The address when it may stand in `<…>` of a Markdown link. */
export function safeUrl(url: string): string | null {
  return /^https?:\/\/[^\s<>\\"]+$/.test(url) ? url : null;
}
