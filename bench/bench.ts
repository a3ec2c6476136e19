/** A measurement: ours and a peer's, one after the other, in pairs. */
export interface Bench {
  readonly id: string;
  /** What it answers, in one line. */
  readonly question: string;
  readonly limits: readonly Limit[];
  measure(): Promise<Measured>;
}

/** Several measurements under one name, which print a table of their own. */
export interface Suite {
  readonly id: string;
  readonly question: string;
  /** Whether every limit is held. */
  run(): Promise<boolean>;
}

export interface Measured {
  readonly ours: string;
  readonly peer: string;
  /** Milliseconds of wall time; each pair ran back to back. */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly ours: number;
  readonly peer: number;
}

/** What the result is held against. */
export interface Limit {
  readonly text: string;
  isHeld(pairs: readonly Pair[]): boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/**
 * Runs both sides `count` times in alternation, and in alternating order, so that neither has the warmer machine. One pair
 * before does not count.
 */
export async function inPairs(
  count: number,
  ours: () => Promise<number> | number,
  peer: () => Promise<number> | number,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let number = -1; number < count; number += 1) {
    const pair = { ours: 0, peer: 0 };
    if (number % 2 === 0) pair.ours = await ours();
    pair.peer = await peer();
    if (number % 2 !== 0) pair.ours = await ours();
    if (number >= 0) pairs.push(pair);
  }
  return pairs;
}
