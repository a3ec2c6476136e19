/** GitHub's raw logs begin every line with this. */
const GITHUB = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/;
/** pip's `--log` file begins every line with this: local time, milliseconds after a comma (utils/logging.py). */
const PIP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3}(?: |$)/;

export interface Unstamped {
  readonly text: string;
  /** Milliseconds since the epoch on the log's own clock, or null when the line bears no stamp. */
  readonly at: number | null;
}

/** Takes the runner's time stamp off, if one is there. */
export function peelGithubStamp(text: string): Unstamped {
  return peel(GITHUB, text);
}

/** Takes the stamp of pip's `--log` off, if one is there. */
export function peelPipStamp(text: string): Unstamped {
  return peel(PIP, text);
}

function peel(pattern: RegExp, text: string): Unstamped {
  // Both begin with the digit of a year: a cheap test for the many lines that do not.
  const first = text.charCodeAt(0);
  if (first < 0x30 || first > 0x39) return { text, at: null };
  const match = pattern.exec(text);
  return match === null ? { text, at: null } : { text: text.slice(match[0].length), at: toMilliseconds(match[0]) };
}

/** `2026-11-21T02:55:35,678` → milliseconds, as if it were UTC. Written out because core has no clock and no `Date`. */
function toMilliseconds(stamp: string): number {
  const part = (from: number, to: number): number => Number(stamp.slice(from, to));
  const days = daysSinceEpoch(part(0, 4), part(5, 7), part(8, 10));
  const seconds = days * 86_400 + part(11, 13) * 3_600 + part(14, 16) * 60 + part(17, 19);
  return seconds * 1_000 + part(20, 23);
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; years begin in March so that leap days come last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
