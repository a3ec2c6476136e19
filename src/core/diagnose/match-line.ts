import { makeNeedleIndex } from "./needles.ts";
import { nameOf, SHAPES, type Shape } from "./shapes.ts";
import type { Signature } from "./signature.ts";

/** A signature that a line matches. */
export interface LineMatch {
  readonly signature: Signature;
  /** The first group of the pattern, or the name; null when there is none. */
  readonly found: string | null;
  /** From a sentence that builds also print of what they can do without. */
  readonly probe: boolean;
}

export interface LineMatcher {
  match(line: string): readonly LineMatch[];
}

type Reader = (line: string) => readonly LineMatch[];

const NONE: readonly LineMatch[] = [];

/** A compiler's command line can be as long as a book; nothing that names a cause stands behind this. */
const LINE_LIMIT = 2_000;

/**
 * Reads single lines: one pass finds the texts that stand near a pattern, then only those patterns are tried. In the order
 * of the signatures.
 */
export function makeLineMatcher(signatures: readonly Signature[]): LineMatcher {
  const readers: { readonly near: string; readonly read: Reader }[] = [];
  for (const signature of signatures) {
    for (const form of signature.texts) {
      if (typeof form === "string")
        readers.push({ near: form, read: () => [{ signature, found: null, probe: false }] });
      else readers.push({ near: form.near, read: textReader(signature, form.pattern) });
    }
  }
  const names = new NameTable(signatures);
  for (const shape of SHAPES) {
    const read = shapeReader(shape, names);
    for (const near of shape.near) readers.push({ near, read });
  }
  const positions = new Map(signatures.map((signature, position) => [signature, position]));
  const positionOf = ({ signature }: LineMatch): number => positions.get(signature) ?? 0;
  const nears = [...new Set(readers.map(({ near }) => near))];
  const readersOf = nears.map((near) => readers.filter((reader) => reader.near === near).map(({ read }) => read));
  const index = makeNeedleIndex(nears);
  return {
    match(line) {
      const hits = index.find(line, LINE_LIMIT);
      if (hits.length === 0) return NONE;
      const text = line.length > LINE_LIMIT ? line.slice(0, LINE_LIMIT) : line;
      const matches = hits.flatMap((hit) => (readersOf[hit] ?? []).flatMap((read) => read(text)));
      return matches.length < 2 ? matches : matches.sort((a, b) => positionOf(a) - positionOf(b));
    },
  };
}

function textReader(signature: Signature, pattern: RegExp): Reader {
  return (line) => {
    const match = pattern.exec(line);
    return match === null ? NONE : [{ signature, found: match[1] ?? null, probe: false }];
  };
}

function shapeReader({ kind, pattern, probe, others }: Shape, names: NameTable): Reader {
  return (line) => {
    const found = pattern.exec(line)?.[1];
    if (found === undefined) return NONE;
    const name = nameOf(kind, found);
    const listed = names.find(kind, name);
    const rest = listed.length > 0 || others?.test(name) ? names.any(kind) : [];
    return [...listed, ...rest].map((signature) => ({ signature, found: name, probe }));
  };
}

/** Which signatures list a name. */
class NameTable {
  readonly #exact = new Map<string, Signature[]>();

  constructor(signatures: readonly Signature[]) {
    for (const signature of signatures) {
      for (const [kind, names = []] of Object.entries(signature.names)) {
        for (const name of names) {
          const key = `${kind} ${name}`;
          this.#exact.set(key, [...(this.#exact.get(key) ?? []), signature]);
        }
      }
    }
  }

  /** Those that list the name itself, or a folder or package above it. */
  find(kind: string, name: string): readonly Signature[] {
    const exact = this.#exact.get(`${kind} ${name}`) ?? [];
    const [first = ""] = name.split(kind === "module" ? "." : "/", 1);
    const above = first === name ? [] : (this.#exact.get(`${kind} ${first}/`) ?? []);
    return [...exact, ...above.filter((signature) => !exact.includes(signature))];
  }

  any(kind: string): readonly Signature[] {
    return this.#exact.get(`${kind} *`) ?? [];
  }
}
