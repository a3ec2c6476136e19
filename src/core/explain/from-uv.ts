import type { EventOf, LogEvent } from "../log/event.ts";
import { normalizeName } from "../pep/name.ts";
import { whereFrom } from "./from-resolver-debug.ts";
import { labelOf } from "./label.ts";
import { makeTreeBuilder, packageOf, type TreeBuilder } from "./tree-builder.ts";

/**
 * The tree of uv's `DEBUG` lines. uv (PubGrub) does not tell of its steps back: a package that is selected anew tells how far
 * at least. Complete only when nothing was in the way.
 */
export function fromUv(events: readonly LogEvent[]): { readonly tree: TreeBuilder; readonly complete: boolean } {
  const tree = makeTreeBuilder();
  const hasPins = events.some(({ kind }) => kind === "pinned");
  let complete = true;
  for (const event of events) {
    if (event.kind === "requested") request(tree, event);
    if (event.kind === "pinned") complete = pin(tree, event) && complete;
    if (event.kind === "uv-change" && event.change !== "removed" && !hasPins) {
      tree.take({ name: event.name, version: event.version, origin: "link" }, [event.span.lines[0]], { level: 0 });
    }
    if (event.kind === "no-version") {
      tree.block(normalizeName(event.name), "no version fits what is asked of it", [event.span.lines[0]]);
      complete = false;
    }
    if (event.kind === "conflict-recorded") {
      const name = packageOf(event.candidate);
      // "wavering" stands for the version of it that is in force.
      const at = tree.pins.findIndex((pin) => packageOf(pin) === name);
      const version = event.candidate.version ?? tree.pins[at]?.version ?? null;
      const others = event.among.map(normalizeName).filter((other) => other !== name);
      if (at !== -1) tree.backTo(tree.pins.slice(0, at));
      tree.pass({ ...event.candidate, version }, `does not go with ${others.join(", ")}`, [event.span.lines[0]]);
      complete = false;
    }
  }
  return { tree, complete };
}

function request(tree: TreeBuilder, { requirement, name, requirer, span }: EventOf<"requested">): void {
  if (name === null) return;
  tree.request(requirement, normalizeName(name), requirer === null ? [] : [labelOf(requirer)], [span.lines[0]]);
}

/** @returns false when earlier decisions were dropped on the way */
function pin(tree: TreeBuilder, { candidate, span }: EventOf<"pinned">): boolean {
  const at = tree.pins.findIndex((pin) => packageOf(pin) === packageOf(candidate));
  if (at !== -1 && tree.pins[at]?.version === candidate.version) return true;
  if (at !== -1) tree.backTo(tree.pins.slice(0, at));
  tree.take(candidate, [span.lines[0]], candidate.origin === "installed" ? { reason: whereFrom(candidate) } : {});
  return at === -1;
}
