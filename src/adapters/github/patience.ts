/** How long to wait for GitHub in all, and how long of that for a rate limit. */
const WORK_SECONDS = 30;
const LIMIT_SECONDS = 60;

export interface Patience {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** Whether a rate limit may be waited for; if so the end moves by as much. */
  readonly mayWait: (seconds: number) => boolean;
  /** The work's result, or a rejection when the time is over. */
  race<T>(work: Promise<T>): Promise<T>;
  isOver(): boolean;
  end(): void;
}

/** 30 s for the work itself and up to 60 s for rate limits. */
export function makePatience(workSeconds = WORK_SECONDS, limitSeconds = LIMIT_SECONDS): Patience {
  const controller = new AbortController();
  let deadline = performance.now() + workSeconds * 1000;
  let left = limitSeconds;
  const arm = () => setTimeout(() => controller.abort(), Math.max(0, deadline - performance.now()));
  let timer = arm();
  return {
    signal: controller.signal,
    mayWait(seconds) {
      if (seconds > left || controller.signal.aborted) return false;
      left -= seconds;
      deadline += seconds * 1000;
      clearTimeout(timer);
      timer = arm();
      return true;
    },
    race: (work) =>
      new Promise((resolve, reject) => {
        controller.signal.addEventListener("abort", () => reject(new Error("the time is over")), { once: true });
        work.then(resolve, reject);
      }),
    isOver: () => controller.signal.aborted,
    end: () => clearTimeout(timer),
  };
}
