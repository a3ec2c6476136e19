import type { GatewayTally } from "../../../ports/index-gateway.ts";

/** Requests to real indexes, and the bytes of their answers as they came over the wire. */
export interface Tally {
  pages: number;
  metadata: number;
  files: number;
  readonly addBytes: (count: number) => void;
  read(): GatewayTally;
}

export function makeTally(): Tally {
  let bytes = 0;
  const tally: Tally = {
    pages: 0,
    metadata: 0,
    files: 0,
    addBytes: (count) => {
      bytes += count;
    },
    read: () => ({ pages: tally.pages, metadata: tally.metadata, files: tally.files, bytes }),
  };
  return tally;
}
