import type { Alternative, PackageKnowledge } from "../model.ts";

/**
 * Where most statements come from: the names of all wheels in 64 lock files (uv.lock, pylock.toml) of 24 public
 * repositories in August 2026. That a wheel is there is certain; that one is missing is so as far as these files tell.
 */
export const SURVEY = "wheels in 64 lock files of 24 public repositories";

/** For rows that were looked up one by one. */
export const INDEX = "the project's page on the public index";

/** One row of the table. `names` with spaces between; without `source` and `date` those of the survey. */
export function row(
  names: string,
  note: string,
  more: Partial<Omit<PackageKnowledge, "names" | "note">> = {},
): PackageKnowledge {
  return { names: names.split(" "), note, source: SURVEY, date: "2026-08", ...more };
}

export function use(text: string, requirement: string | null = null): Alternative {
  return { text, requirement };
}

export const GLIBC_IMAGE = use("take a base image with glibc (Debian, Ubuntu) instead of Alpine");
