/** Finds which of many texts stand in a line, in one pass whatever their number (Aho-Corasick). */
export interface NeedleIndex {
  /** The numbers of the texts that the first `limit` characters hold, without regard to ASCII case; each once, ascending. */
  find(line: string, limit: number): readonly number[];
}

const NONE: readonly number[] = [];

/** @param needles in lower case, not empty */
export function makeNeedleIndex(needles: readonly string[]): NeedleIndex {
  const classes = classesOf(needles);
  const { next, outputs, width } = buildAutomaton(needles, classes);
  return {
    find(line, limit) {
      const end = Math.min(line.length, limit);
      let found: number[] | null = null;
      let state = 0;
      for (let at = 0; at < end; at += 1) {
        const code = line.charCodeAt(at);
        state = next[state * width + (code < 128 ? (classes[code] ?? 0) : 0)] ?? 0;
        const output = outputs[state];
        if (output === undefined) continue;
        found ??= [];
        for (const needle of output) if (!found.includes(needle)) found.push(needle);
      }
      return found === null ? NONE : found.sort((a, b) => a - b);
    },
  };
}

/** Characters that no needle has behave alike, so that the table stays small enough for a processor's cache. */
function classesOf(needles: readonly string[]): Uint8Array {
  const classes = new Uint8Array(128);
  let count = 0;
  for (const code of needles.flatMap((needle) => [...needle].map((character) => character.charCodeAt(0)))) {
    if (code >= 128) throw new RangeError("needles are ASCII");
    if (classes[code] !== 0) continue;
    count += 1;
    classes[code] = count;
    const upper = String.fromCharCode(code).toUpperCase().charCodeAt(0);
    classes[upper] = count;
  }
  return classes;
}

interface Automaton {
  readonly next: Int32Array;
  readonly outputs: readonly (readonly number[] | undefined)[];
  readonly width: number;
}

function buildAutomaton(needles: readonly string[], classes: Uint8Array): Automaton {
  const width = Math.max(...classes) + 1;
  const size = needles.reduce((sum, needle) => sum + needle.length, 1);
  const next = new Int32Array(size * width);
  const outputs: (number[] | undefined)[] = new Array(size).fill(undefined);
  let states = 1;
  for (const [number, needle] of needles.entries()) {
    let state = 0;
    for (let at = 0; at < needle.length; at += 1) {
      const slot = state * width + (classes[needle.charCodeAt(at)] ?? 0);
      if (next[slot] === 0) {
        next[slot] = states;
        states += 1;
      }
      state = next[slot] ?? 0;
    }
    outputs[state] = [...(outputs[state] ?? []), number];
  }
  linkFailures(next, outputs, width);
  return { next, outputs, width };
}

/** Turns the trie into an automaton: where it has no way on, the longest suffix that is a prefix of a needle goes on. */
function linkFailures(next: Int32Array, outputs: (number[] | undefined)[], width: number): void {
  const fail = new Int32Array(outputs.length);
  const queue: number[] = [];
  for (let symbol = 0; symbol < width; symbol += 1) if (next[symbol] !== 0) queue.push(next[symbol] ?? 0);
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    const suffix = fail[state] ?? 0;
    const inherited = outputs[suffix];
    if (inherited !== undefined) outputs[state] = [...(outputs[state] ?? []), ...inherited];
    for (let symbol = 0; symbol < width; symbol += 1) {
      const child = next[state * width + symbol] ?? 0;
      const other = next[suffix * width + symbol] ?? 0;
      if (child === 0) {
        next[state * width + symbol] = other;
      } else {
        fail[child] = other;
        queue.push(child);
      }
    }
  }
}
