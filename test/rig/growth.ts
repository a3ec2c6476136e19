const TIMES = 16;
const TRIES = 12;
const ENOUGH = 2;

/**
 * How the work grows with its input: the processor time of one input of 16 × `size` over that of 16 inputs of `size`.
 * About 1 when it is linear, 16 when it is quadratic, however fast or busy the machine is: the quickest of some tries
 * counts on either side, since whatever disturbs only makes slower.
 */
export function growth(work: (size: number) => unknown, size: number): number {
  let [one, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < TRIES && !(one / many <= ENOUGH); tries += 1) {
    const small = processorTime(() => {
      for (let count = 0; count < TIMES; count += 1) work(size);
    });
    many = Math.min(many, small);
    one = Math.min(
      one,
      processorTime(() => work(TIMES * size)),
    );
  }
  return one / many;
}

/** In microseconds, and never 0. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, user + system);
}
