import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { components } from "../../../../src/core/plan/stages/components.ts";

const anyGraph = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => fc.array(fc.array(fc.nat(count - 1), { maxLength: 4 }), { minLength: count, maxLength: count }));

describe("the strongly connected components of a graph", () => {
  it("are the sets of nodes that reach each other, each after those that it points to", () => {
    fc.assert(
      fc.property(anyGraph, (edges) => {
        const found = components(edges.length, (node) => edges[node] ?? []);
        expect(found.flat().toSorted()).toEqual(edges.map((_, node) => node));
        const place = new Map(found.flatMap((members, at) => members.map((node) => [node, at] as const)));
        const reach = reachable(edges);
        for (const [from] of edges.entries()) {
          for (const [to] of edges.entries()) {
            const isMutual = from === to || (reach[from]?.has(to) === true && reach[to]?.has(from) === true);
            expect(place.get(from) === place.get(to)).toBe(isMutual);
            if (reach[from]?.has(to) === true) expect(place.get(to)).toBeLessThanOrEqual(place.get(from) ?? -1);
          }
        }
      }),
    );
  });

  it("are found in a chain of 200,000 nodes that closes to a circle", () => {
    const count = 200_000;
    expect(components(count, (node) => (node + 1 < count ? [node + 1] : []))).toHaveLength(count);
    expect(components(count, (node) => [(node + 1) % count])).toHaveLength(1);
  });
});

/** By closing the relation, the slow way. */
function reachable(edges: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  return edges.map((first) => {
    const seen = new Set<number>();
    const open = [...first];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...(edges[node] ?? []));
    }
    return seen;
  });
}
