/**
 * A set of small numbers: the possible states of one package, 0 for "not installed", the others for its versions. Sets
 * that are combined have the same size; bits behind it are zero.
 */
export type BitSet = Uint32Array;

export function emptySet(size: number): BitSet {
  return new Uint32Array((size + 31) >> 5);
}

export function fullSet(size: number): BitSet {
  const set = emptySet(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest !== 0) set[set.length - 1] = 2 ** rest - 1;
  return set;
}

export function setOf(size: number, members: Iterable<number>): BitSet {
  const set = emptySet(size);
  for (const member of members) add(set, member);
  return set;
}

/** The one operation that changes a set: for building it. */
export function add(set: BitSet, member: number): void {
  set[member >> 5] = word(set, member >> 5) | (1 << (member & 31));
}

export function has(set: BitSet, member: number): boolean {
  return (word(set, member >> 5) & (1 << (member & 31))) !== 0;
}

export function intersect(a: BitSet, b: BitSet): BitSet {
  return a.map((bits, index) => bits & word(b, index));
}

export function union(a: BitSet, b: BitSet): BitSet {
  return a.map((bits, index) => bits | word(b, index));
}

/** What is in `a` and not in `b`. */
export function difference(a: BitSet, b: BitSet): BitSet {
  return a.map((bits, index) => bits & ~word(b, index));
}

export function complement(set: BitSet, size: number): BitSet {
  const rest = set.map((bits) => ~bits);
  const last = size & 31;
  if (last !== 0) rest[rest.length - 1] = word(rest, rest.length - 1) & (2 ** last - 1);
  return rest;
}

export function isEmpty(set: BitSet): boolean {
  for (let index = 0; index < set.length; index += 1) if (set[index] !== 0) return false;
  return true;
}

export function isSubset(a: BitSet, b: BitSet): boolean {
  for (let index = 0; index < a.length; index += 1) if ((word(a, index) & ~word(b, index)) !== 0) return false;
  return true;
}

export function isDisjoint(a: BitSet, b: BitSet): boolean {
  for (let index = 0; index < a.length; index += 1) if ((word(a, index) & word(b, index)) !== 0) return false;
  return true;
}

/** The smallest member that is `from` or larger, or null. */
export function firstMember(set: BitSet, from: number): number | null {
  for (let index = from >> 5; index < set.length; index += 1) {
    const bits = index === from >> 5 ? word(set, index) & (-1 << (from & 31)) : word(set, index);
    if (bits !== 0) return index * 32 + 31 - Math.clz32(bits & -bits);
  }
  return null;
}

/** Ascending. */
export function membersOf(set: BitSet): readonly number[] {
  const members: number[] = [];
  for (let member = firstMember(set, 0); member !== null; member = firstMember(set, member + 1)) members.push(member);
  return members;
}

function word(set: BitSet, index: number): number {
  return set[index] ?? 0;
}
