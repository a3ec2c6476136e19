/** `2026-11-21T02:55:35,678…` → milliseconds, as if it were UTC. Written out because core has no clock and no `Date`. */
export function stampToMilliseconds(stamp: string): number {
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
