import { UpstreamError } from "./trouble.ts";

/** Bytes of a file that is fetched for nothing but its metadata. */
export const WHOLE_LIMIT = 50 * 1024 * 1024;

export function tooLargeToFetch(filename: string): UpstreamError {
  const limit = `${WHOLE_LIMIT / 1024 / 1024} MiB`;
  return new UpstreamError(
    "too-large",
    `${filename} is larger than ${limit}, too large to be fetched for its metadata`,
  );
}
