import { type EmbeddedText, joinChunks } from "../embedded-text.ts";
import { sourceUnit } from "./document.ts";
import type { TextValue } from "./value.ts";

/** The content of a string, each unit with the way back to the file. */
export function embeddedOf(text: TextValue): EmbeddedText {
  const { value, offsets, content } = text;
  if (offsets === null || value === "") return joinChunks([{ text: value, source: content.start }]);
  return joinChunks(
    Array.from({ length: value.length }, (_, index) => ({
      text: value.charAt(index),
      source: sourceUnit(text, index),
    })),
  );
}
