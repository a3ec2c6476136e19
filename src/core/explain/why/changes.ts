import { compareText } from "../../compare-text.ts";
import type { FixChange } from "../../report/model.ts";
import type { Pin } from "../../resolve/problem.ts";
import { joinSome } from "../../wording.ts";
import { pinText } from "./edges.ts";

/** What is other in the second solution, by name. */
export function changedPins(before: readonly Pin[], after: readonly Pin[]): readonly FixChange[] {
  const [old, young] = [before, after].map((pins) => new Map(pins.map((pin) => [pin.name, pinText(pin)])));
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort(compareText);
  return names.flatMap((name) => {
    const [from, to] = [old?.get(name) ?? null, young?.get(name) ?? null];
    return from === to ? [] : [{ name, from, to }];
  });
}

/** `numpy 2.1.0 → 1.26.4, shapely (new) 2.0.6 and 3 more` */
export function changeText(changes: readonly FixChange[]): string {
  return joinSome(changes.map(oneChange), 4);
}

export function oneChange({ name, from, to }: FixChange): string {
  if (from === null) return `${name} ${to} is added`;
  return to === null ? `${name} ${from} is no longer needed` : `${name} ${from} → ${to}`;
}
