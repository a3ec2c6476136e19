/** One run for everybody who asks at the same time or later; a failed one may be tried again. */
export function memoized<T>(running: Map<string, Promise<T>>, key: string, run: () => Promise<T>): Promise<T> {
  const existing = running.get(key);
  if (existing !== undefined) return existing;
  const promise = run();
  running.set(key, promise);
  promise.catch(() => running.delete(key));
  return promise;
}
