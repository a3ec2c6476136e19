import { UpstreamError } from "./trouble.ts";

/** Transfers that may fail one after the other before a host is left alone. */
const FAILURES = 3;

/** How long it is left alone. */
const REST_MILLISECONDS = 10_000;

/**
 * Remembers hosts that are down, so that three hundred questions to a dead index do not each wait for their own end.
 * A host that has never answered is believed to be down after one transfer with all its retries.
 */
export interface HostHealth {
  /** The error that the last transfers ended with; null when the host may be asked. */
  ailment(host: string): UpstreamError | null;
  answered(host: string): void;
  /** A transfer has failed for good. Only what may pass, no answer or a 5xx, says something about the host. */
  failed(host: string, error: unknown): void;
}

export function makeHostHealth(now: () => number = Date.now): HostHealth {
  const hosts = new Map<string, { failures: number; error: UpstreamError; until: number }>();
  const seen = new Set<string>();
  return {
    ailment: (host) => {
      const state = hosts.get(host);
      return state !== undefined && now() < state.until ? state.error : null;
    },
    answered: (host) => {
      seen.add(host);
      hosts.delete(host);
    },
    failed: (host, error) => {
      if (!(error instanceof UpstreamError && error.transient)) return;
      const failures = (hosts.get(host)?.failures ?? 0) + 1;
      const isDown = failures >= FAILURES || !seen.has(host);
      hosts.set(host, { failures, error, until: isDown ? now() + REST_MILLISECONDS : 0 });
    },
  };
}
