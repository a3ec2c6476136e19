/**
 * Length in UTF-8. GitHub says "characters" for its limits and not which; bytes are never fewer than UTF-16 units or code
 * points, so a budget in bytes holds for each reading.
 */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // Each half of a surrogate pair counts two of its four bytes; a lone half is written as U+FFFD, three bytes.
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

/** At most `limit` code points, the last one an ellipsis when something was cut. Never half a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return "";
  const points = [...text.slice(0, 2 * limit + 2)];
  return points.length <= limit ? points.join("") : `${points.slice(0, limit - 1).join("")}…`;
}

/** At most `limit` bytes, cut between code points. For plain text only: markup would lose its end. */
export function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let kept = "";
  for (const point of text) {
    bytes += byteLength(point);
    if (bytes > limit) break;
    kept += point;
  }
  return kept;
}

export interface Fitted {
  readonly text: string;
  /** Names of the steps that left something out, in order; empty when everything is there. */
  readonly dropped: readonly string[];
}

export interface Step<D> {
  readonly name: string;
  readonly apply: (detail: D) => D;
}

/**
 * Goes down a ladder until the text fits: each step takes something away from the step before. A step that changed
 * nothing is not named. When even the last step does not fit, `lastResort` is cut to size.
 */
export function fitBudget<D>(options: {
  readonly budget: number;
  readonly full: D;
  readonly ladder: readonly Step<D>[];
  readonly render: (detail: D) => string;
  readonly lastResort: string;
}): Fitted {
  let detail = options.full;
  let text = options.render(detail);
  const dropped: string[] = [];
  for (const step of options.ladder) {
    if (byteLength(text) <= options.budget) return { text, dropped };
    detail = step.apply(detail);
    const shorter = options.render(detail);
    if (shorter !== text) dropped.push(step.name);
    text = shorter;
  }
  if (byteLength(text) <= options.budget) return { text, dropped };
  return { text: cutBytes(options.lastResort, options.budget), dropped: [...dropped, "everything-but-the-title"] };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
