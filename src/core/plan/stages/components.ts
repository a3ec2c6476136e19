interface Visit {
  readonly index: number;
  low: number;
  isOpen: boolean;
}

/**
 * Strongly connected components of a directed graph (Tarjan 1972): each after all those that it points to. Linear in nodes
 * and edges, with a stack of its own, so that the length of a chain does not matter.
 * @param next indexes of the nodes that a node points to
 */
export function components(count: number, next: (node: number) => readonly number[]): readonly (readonly number[])[] {
  const visits: (Visit | undefined)[] = new Array(count).fill(undefined);
  const found: number[][] = [];
  const open: number[] = [];
  let index = 0;
  for (let root = 0; root < count; root += 1) {
    if (visits[root] !== undefined) continue;
    const stack: { node: number; visit: Visit; edges: Iterator<number> }[] = [];
    const enter = (node: number): void => {
      const visit = { index, low: index, isOpen: true };
      index += 1;
      visits[node] = visit;
      open.push(node);
      stack.push({ node, visit, edges: next(node)[Symbol.iterator]() });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = top.edges.next();
      if (edge.done !== true) {
        const seen = visits[edge.value];
        if (seen === undefined) enter(edge.value);
        else if (seen.isOpen) top.visit.low = Math.min(top.visit.low, seen.index);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above !== undefined) above.visit.low = Math.min(above.visit.low, top.visit.low);
      if (top.visit.low === top.visit.index) found.push(closeComponent(open, top.node, visits));
    }
  }
  return found;
}

function closeComponent(open: number[], root: number, visits: readonly (Visit | undefined)[]): number[] {
  const members = open.splice(open.lastIndexOf(root));
  for (const member of members) {
    const visit = visits[member];
    if (visit !== undefined) visit.isOpen = false;
  }
  return members;
}
