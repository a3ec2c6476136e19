export interface Share {
  readonly what: string;
  readonly found: number;
  readonly atLeast: number;
}

/** A proof over problems that hardly ever are of the kind that it is about proves little: their shares, and those missed. */
export function sharesOf(
  problems: number,
  wanted: readonly Share[],
): { readonly shares: Readonly<Record<string, string>>; readonly missed: readonly string[] } {
  const shares = wanted.map(({ what, found }) => [what, `${((100 * found) / problems).toFixed(1)} %`] as const);
  const missed = wanted.filter(({ found, atLeast }) => found < atLeast * problems);
  return {
    shares: Object.fromEntries(shares),
    missed: missed.map(
      ({ what, found, atLeast }) => `of ${problems} only ${found} ${what}, less than ${100 * atLeast} %`,
    ),
  };
}
