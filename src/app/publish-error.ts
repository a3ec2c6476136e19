import type { WheelhouseError } from "../core/error.ts";
import type { OutputName } from "../core/options/outputs.ts";
import type { Annotation } from "../core/render/annotations.ts";
import { markdownText } from "../core/render/escape.ts";
import type { PublishPorts } from "./publish-options.ts";

/**
 * Says why there is no report: an annotation for each problem (on its line where there is one), a short summary, and the
 * outputs that a later step may ask for. Never rejects.
 */
export async function publishError(
  error: WheelhouseError,
  ports: Pick<PublishPorts, "annotator" | "summary" | "outputs" | "log">,
  placePrefix: string,
): Promise<void> {
  const { annotator, summary, outputs, log } = ports;
  try {
    annotator.annotate(annotationsOf(error, placePrefix));
    for (const [name, value] of OUTPUTS_WITHOUT_REPORT) outputs.set(name, value);
    await summary.write(summaryOf(error));
  } catch (trouble) {
    log.warning(`The error could not be shown everywhere: ${trouble instanceof Error ? trouble.message : trouble}`);
  }
}

const OUTPUTS_WITHOUT_REPORT: readonly (readonly [OutputName, string])[] = [
  ["outcome", "failed"],
  ["cache-hit", "false"],
  ["comment-posted", "false"],
];

/** The runner shows ten errors of a step. */
const SHOWN = 9;

function annotationsOf(error: WheelhouseError, placePrefix: string): readonly Annotation[] {
  const all = error.problems.length > 0 ? error.problems : [error.message];
  const title = `Wheelhouse: ${error.code}`;
  const shown = all.slice(0, SHOWN).map((problem, index): Annotation => {
    const place = error.places[index];
    const message = error.hint === null || index > 0 ? problem : `${problem} ${error.hint}`;
    const file = place === undefined ? null : placePrefix + place.file;
    return { level: "error", title, message, file, line: place?.line ?? null, column: place?.column ?? null };
  });
  if (all.length <= SHOWN) return shown;
  const message = `And ${all.length - SHOWN} more problems, see the job summary.`;
  return [...shown, { level: "error", title, message, file: null, line: null, column: null }];
}

/** Enough for every problem that a person will read. */
const LISTED = 200;

function summaryOf(error: WheelhouseError): string {
  const problems = error.problems.slice(0, LISTED).map((problem) => `- ${markdownText(problem)}`);
  const more = error.problems.length > LISTED ? [`- and ${error.problems.length - LISTED} more`] : [];
  const hint = error.hint === null ? [] : ["", markdownText(error.hint)];
  return ["## Wheelhouse did not start", "", markdownText(error.message), "", ...problems, ...more, ...hint].join("\n");
}
