import { concatBytes } from "../../concat-bytes.ts";
import { isRefused } from "../../fixes/is-refused.ts";
import type { BuildReport } from "../../report/model.ts";
import { differingPins } from "../check/pins.ts";
import { terminalText } from "../escape.ts";
import type { FileRenderer, InputFile } from "../extras.ts";
import { riskFacts } from "../fix-facts.ts";
import { fixLabel } from "../fix-label.ts";
import { commentOf, type EditedInputs, editedInputs } from "./edited-inputs.ts";

/**
 * The user's lines byte for byte, edited by the best fix where they cannot hold together, and comments behind them. Behind, since the first two lines may declare the encoding
 * (PEP 263, which pip obeys); the comment is written in the file's own encoding.
 */
export const recommendedRequirements: FileRenderer = {
  path: "recommended_requirements.in",
  render: (report, { inputs = [] }) => {
    const { files, notes } = recommendation(report, inputs);
    const comment = notes.map((note) => `${commentOf(note)}\n`).join("");
    const [only] = files;
    if (only === undefined) return comment;
    const parts =
      files.length === 1
        ? withNewline(only.bytes)
        : files.flatMap((file) => [headOf(file), ...withNewline(file.bytes)]);
    return concatBytes([...parts, encodeLike(only.bytes, comment)]);
  },
};

function recommendation(report: BuildReport, inputs: readonly InputFile[]): EditedInputs {
  const best = report.fixes.find((fix) => !isRefused(fix) && fix.written !== true && fix.options === undefined);
  const edited = best === undefined ? null : editedInputs(inputs, best);
  if (best === undefined || edited === null) return { files: inputs, notes: [adviceOf(report), ...pinNotes(report)] };
  const losses = (best.losses ?? []).map((loss) => `lost by it: ${loss}`);
  const risks = riskFacts(best).map(({ text }) => `risk: ${text}`);
  return { ...edited, notes: [...edited.notes, `fix: ${best.title}`, ...risks, ...losses, fixLabel(best)] };
}

/** Where targets have different versions: what could be pinned for all of them. */
function pinNotes(report: BuildReport): readonly string[] {
  const { texts, lines } = differingPins(report, false);
  return [...texts, ...lines.map((line) => `as a constraint: ${line}`)];
}

function adviceOf(report: BuildReport): string {
  const wrong = report.outcome === "failed" || report.findings.some(({ severity }) => severity === "error");
  if (wrong) return "no fix computed";
  return report.complete ? "no change needed" : "no fix computed: the run was cut short";
}

/** Several files become one; each says where it came from. */
function headOf({ path }: InputFile): Uint8Array {
  return new TextEncoder().encode(`# from ${terminalText(path)}\n`);
}

function withNewline(bytes: Uint8Array): Uint8Array[] {
  const ended = bytes.length === 0 || bytes.at(-1) === 0x0a || (isWide(bytes) && bytes.at(-2) === 0x0a);
  return ended ? [bytes] : [bytes, encodeLike(bytes, "\n")];
}

function encodeLike(sample: Uint8Array, text: string): Uint8Array {
  if (!isWide(sample)) return new TextEncoder().encode(text);
  const little = sample[0] === 0xff;
  return Uint8Array.from(
    [...text].flatMap((character) => (little ? [character.charCodeAt(0), 0] : [0, character.charCodeAt(0)])),
  );
}

/** UTF-16 by its byte order mark. */
function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
