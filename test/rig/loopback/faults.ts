/** What goes wrong with one call. The call is carried out first only for the effects that say so. */
export type FaultEffect =
  /** Answers this instead of carrying the call out. `body` is JSON unless it is a string. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Waits, then goes on as usual. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Carried out; the connection breaks after so many bytes of the body, with the whole Content-Length announced. */
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** Carried out; the byte at this offset of the body (modulo its length) comes with all bits inverted. */
  | { readonly kind: "flip"; readonly at: number }
  /** Carried out; the body comes at this pace. */
  | { readonly kind: "trickle"; readonly bytesPerSecond: number }
  /** The connection breaks before anything is done. */
  | { readonly kind: "close" }
  /** Carried out, but the connection breaks before the answer. */
  | { readonly kind: "lost-reply" }
  /** Never answered; the connection stays open. */
  | { readonly kind: "silence" };

export interface Fault {
  /** Name of the operation, as in the request log, or `*` for every one. */
  readonly operation: string;
  /** Which calls of that operation, counted from 1 since the server started; every call when absent. */
  readonly calls?: readonly number[];
  readonly effect: FaultEffect;
}

/** Switchable faults of a loopback server. The first that fits a call is the one that happens. */
export interface Faults {
  /** Returns the switch that turns it off again. */
  add(fault: Fault): () => void;
  clear(): void;
  find(operation: string, call: number): FaultEffect | null;
}

export function makeFaults(): Faults {
  const active = new Set<Fault>();
  return {
    add(fault) {
      active.add(fault);
      return () => active.delete(fault);
    },
    clear: () => active.clear(),
    find(operation, call) {
      for (const fault of active) {
        const named = fault.operation === "*" || fault.operation === operation;
        if (named && (fault.calls === undefined || fault.calls.includes(call))) return fault.effect;
      }
      return null;
    },
  };
}
