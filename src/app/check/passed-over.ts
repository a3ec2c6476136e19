import type { Pin } from "../../core/resolve/problem.ts";

/** More than these are counted. */
const MOST = 5;

/** Where an installer takes something older because of metadata that it does not accept, one sentence each. */
export function passedOverTexts(pins: readonly Pin[]): readonly string[] {
  const texts = pins.flatMap(({ name, version, passedOver: [first, ...rest] = [] }) => {
    if (first === undefined) return [];
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    return [
      `${name} ${version?.normalized ?? ""} is taken instead of ${first.version}${more}, which is ${first.reason}.`,
    ];
  });
  const left = texts.length - MOST;
  return left > 0 ? [...texts.slice(0, MOST), `So it is with ${left} more packages.`] : texts;
}
