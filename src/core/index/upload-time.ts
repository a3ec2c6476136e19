/**
 * Whether a file exists for somebody who does not look at later uploads. Both are ISO 8601; a day without a time counts
 * whole. Files of which the index does not say the time do not exist (uv, `--exclude-newer`).
 */
export function isUploadedInTime(uploadTime: string | null, excludeNewer: string | null): boolean {
  if (excludeNewer === null) return true;
  if (uploadTime === null) return false;
  return excludeNewer.length <= DAY
    ? uploadTime.slice(0, excludeNewer.length) <= excludeNewer
    : uploadTime.slice(0, SECOND) < excludeNewer.slice(0, SECOND);
}

const DAY = "2026-01-01".length;
const SECOND = "2026-01-01T00:00:00".length;
