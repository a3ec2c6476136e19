import type { Annotation } from "../../core/render/annotations.ts";
import type { Annotator } from "../../ports/github.ts";
import { formatCommand, type Sink } from "./commands.ts";

/** The runner shows the first ten of each level of a step and drops the rest without a word. */
const SHOWN_OF_A_LEVEL = 10;

/** Annotations as workflow commands. What the runner would drop is not sent, over all calls of this annotator. */
export function makeAnnotator(sink: Sink): Annotator {
  const sent = new Map<Annotation["level"], number>();
  return {
    annotate(annotations) {
      for (const annotation of annotations) {
        const count = sent.get(annotation.level) ?? 0;
        if (count >= SHOWN_OF_A_LEVEL) continue;
        sent.set(annotation.level, count + 1);
        sink.write(toCommand(annotation));
      }
    },
  };
}

function toCommand({ level, title, message, file, line, column }: Annotation): string {
  const place = file === null ? {} : { file, line, col: line === null ? null : column };
  return formatCommand(level, { title, ...place }, message);
}
