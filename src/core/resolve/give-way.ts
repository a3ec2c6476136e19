/**
 * Lets timers, signals and sockets have their turn. A search over answers that are known leaves no gap by itself, so that
 * the time limit of an `AbortSignal` would never come, nor a request to stop.
 */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
