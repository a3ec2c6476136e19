import type { EventOf } from "../log/event.ts";

/** Why a file of the index cannot be used, in our words. */
export interface SkipReason {
  readonly kind: "python" | "platform" | "format" | "yanked" | "date" | "other";
  readonly text: string;
}

/** One reader for each of pip's reasons (index/package_finder.py): the first that fits. */
const READERS: readonly ((reason: string) => SkipReason | null)[] = [
  (reason) => {
    const [, python, wanted] = /^Python (\S+) not in: ['"](.+)['"]$/.exec(reason) ?? [];
    return wanted === undefined ? null : { kind: "python", text: `needs Python ${wanted}, this is ${python}` };
  },
  (reason) => {
    const wanted = /^\S+ Requires-Python (.+)$/.exec(reason)?.[1];
    return wanted === undefined ? null : { kind: "python", text: `needs Python ${wanted}` };
  },
  (reason) => {
    const tags = /^none of the wheel's tags(?: match:)? \(?([^()]+)\)?/.exec(reason)?.[1];
    return tags === undefined ? null : { kind: "platform", text: `its wheel is for ${tags.trim()}` };
  },
  (reason) => {
    const what = /^No (binaries|sources) permitted/.exec(reason)?.[1];
    const option = what === "sources" ? "--only-binary" : "--no-binary";
    return what === undefined ? null : { kind: "format", text: `${option} rules it out` };
  },
  (reason) => {
    const why = /^yanked for reason: (.*)$/.exec(reason)?.[1];
    if (why === undefined) return null;
    return { kind: "yanked", text: why === "<none given>" || why === "" ? "yanked" : `yanked: ${why}` };
  },
  (reason) => (reason.startsWith("Upload time ") ? { kind: "date", text: "uploaded after the cut-off date" } : null),
];

export function skipReason(event: EventOf<"skipped-link">): SkipReason {
  for (const read of READERS) {
    const found = read(event.reason);
    if (found !== null) return found;
  }
  return { kind: "other", text: event.reason };
}
