import type { EventBody } from "../../event.ts";
import type { Block, LogRule } from "../../rule.ts";

const FENCE = "-".repeat(20);
const PLACE = /^(\S{1,200}):(\d{1,9})$/;
const LINE = /^(\d{1,9}) \|(?: (>>>| {3}))? ?(.*)$/;
/** Of one instruction; a Dockerfile can hold a heredoc of a thousand. */
const LINES_KEPT = 50;

/** `Dockerfile:4` and the lines around it, `>>>` before those of the instruction (BuildKit solver/errdefs/source.go). */
export const dockerfileExcerpt: LogRule = {
  name: "dockerfile-excerpt",
  examples: [
    `Dockerfile:2\n${FENCE}\n   1 |     FROM base\n   2 | >>> RUN make\n${FENCE}`,
    `${FENCE}\n   1 | >>> RUNN make\n${FENCE}`,
  ],
  // Files of another name are found by their fence, and stay without a name.
  starts: ["Dockerfile", "Containerfile", FENCE],
  level: "top",
  read(line) {
    if (line.text === FENCE) return excerpt(null, 1);
    const place = PLACE.exec(line.message);
    return place?.[1] === undefined ? null : excerpt(place[1], 0);
  },
};

function excerpt(file: string | null, fencesBefore: number): Block {
  let fences = fencesBefore;
  let first: number | null = null;
  let last = 0;
  const text: string[] = [];
  return {
    take(line) {
      if (fences === 2) return false;
      if (line.text === FENCE) {
        fences += 1;
        return true;
      }
      const [, number, mark, source = ""] = LINE.exec(line.text) ?? [];
      if (fences === 0 || number === undefined) return false;
      if (mark === ">>>") {
        first ??= Number(number);
        last = Number(number);
        if (text.length < LINES_KEPT) text.push(source);
      }
      return true;
    },
    close(): EventBody | null {
      return first === null ? null : { kind: "docker-source", file, marked: [first, last], text };
    },
  };
}
