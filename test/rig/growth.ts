const TIMES = 16;
const [LEAST_TRIES, MOST_TRIES] = [3, 12];
const ENOUGH = 2;

/**
 * How the work grows with its input: the processor time of one input of 16 × `size` over that of 16 inputs of `size`.
 * About 1 when it is linear, 16 when it is quadratic, however fast or busy the machine is: the quickest of some tries
 * counts on either side, since whatever disturbs only makes slower. One try is never enough: in the first, the small
 * inputs run before the code is compiled, and quadratic work looks linear.
 */
export function growth(work: (size: number) => unknown, size: number): number {
  let [one, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < MOST_TRIES && (tries < LEAST_TRIES || one / many > ENOUGH); tries += 1) {
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

/** The same of work that waits for nothing but itself. */
export async function asyncGrowth(work: (size: number) => Promise<unknown>, size: number): Promise<number> {
  let [one, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < MOST_TRIES && (tries < LEAST_TRIES || one / many > ENOUGH); tries += 1) {
    const start = process.cpuUsage();
    for (let count = 0; count < TIMES; count += 1) await work(size);
    many = Math.min(many, since(start));
    const middle = process.cpuUsage();
    await work(TIMES * size);
    one = Math.min(one, since(middle));
  }
  return one / many;
}

/** In microseconds, and never 0. That of the thread alone is counted in ticks of 4 ms on some machines. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return since(before);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, user + system);
}
