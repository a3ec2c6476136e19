/** Requests that run at the same time, over all hosts: enough for speed, and below what indexes call impolite. */
export const CONNECTIONS = 10;

/** Lets at most so many pass at a time; the rest wait in order. */
export interface Gate {
  /** Resolves with the function that makes room again; calling it twice is like calling it once. */
  enter(): Promise<() => void>;
}

export function makeGate(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    enter: async () => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let left = false;
      return () => {
        if (!left) leave();
        left = true;
      };
    },
  };
}
