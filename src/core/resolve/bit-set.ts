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

// Plain loops: `map` with a closure takes several times as long, and the search does little else.
export function intersect(a: BitSet, b: BitSet): BitSet {
  const set = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) set[index] = word(a, index) & word(b, index);
  return set;
}

export function union(a: BitSet, b: BitSet): BitSet {
  const set = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) set[index] = word(a, index) | word(b, index);
  return set;
}

/** What is in `a` and not in `b`. */
export function difference(a: BitSet, b: BitSet): BitSet {
  const set = new Uint32Array(a.length);
  for (let index = 0; index < a.length; index += 1) set[index] = word(a, index) & ~word(b, index);
  return set;
}

export function complement(set: BitSet, size: number): BitSet {
  return difference(fullSet(size), set);
}

export function isEmpty(set: BitSet): boolean {
  for (let index = 0; index < set.length; index += 1) if (set[index] !== 0) return false;
  return true;
}

/** Whether it has every number below `size`. */
export function isFull(set: BitSet, size: number): boolean {
  const whole = size >> 5;
  for (let index = 0; index < whole; index += 1) if (set[index] !== 0xffffffff) return false;
  return (size & 31) === 0 || set[whole] === 2 ** (size & 31) - 1;
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

/** The one member, or null when there are none or several. */
export function onlyMember(set: BitSet): number | null {
  let only: number | null = null;
  for (let index = 0; index < set.length; index += 1) {
    const bits = word(set, index);
    if (bits === 0) continue;
    if (only !== null || (bits & (bits - 1)) !== 0) return null;
    only = index * 32 + 31 - Math.clz32(bits);
  }
  return only;
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
