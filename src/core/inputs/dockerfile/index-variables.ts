import { type EmbeddedText, sliceEmbedded } from "../embedded-text.ts";
import type { InputIndex } from "../input.ts";
import { redactUrls } from "../redact-url.ts";
import { addNote, type Draft, placeIn } from "./draft.ts";

/** Variables that name an index to pip (its options in upper case) and to uv. */
const VARIABLES: ReadonlyMap<string, InputIndex["kind"]> = new Map([
  ["PIP_INDEX_URL", "index"],
  ["PIP_EXTRA_INDEX_URL", "extra-index"],
  ["PIP_FIND_LINKS", "find-links"],
  ["UV_INDEX_URL", "index"],
  ["UV_DEFAULT_INDEX", "index"],
  ["UV_EXTRA_INDEX_URL", "extra-index"],
  ["UV_INDEX", "extra-index"],
  ["UV_FIND_LINKS", "find-links"],
]);

/** Adds the indexes that `NAME=VALUE` names; several stand behind each other with spaces between them. */
export function readIndexVariable(
  draft: Draft,
  { embedded, dynamic }: { readonly embedded: EmbeddedText; readonly dynamic: boolean },
): void {
  const { text } = embedded;
  const equals = text.indexOf("=");
  const kind = VARIABLES.get(text.slice(0, equals));
  if (equals === -1 || kind === undefined) return;
  for (const match of text.slice(equals + 1).matchAll(/\S+/g)) {
    const start = equals + 1 + match.index;
    addIndexAddress(draft, { name: null, kind, dynamic }, sliceEmbedded(embedded, start, start + match[0].length));
  }
}

/** Adds an index; what a variable is part of, or what is a folder of the image, cannot be asked and is noted. */
export function addIndexAddress(
  draft: Draft,
  { name, kind, dynamic }: Pick<InputIndex, "name" | "kind"> & { readonly dynamic: boolean },
  address: EmbeddedText,
): void {
  const { text } = address;
  if (dynamic) {
    addNote(draft, "not-told", `${redactUrls(text)} holds a variable: the index is not asked`, address);
  } else if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    addNote(draft, "not-told", `${text} is a folder of the image: what is in it cannot be told`, address);
  } else {
    draft.indexes.push({ name, url: text, kind, explicit: false, place: placeIn(draft, address) });
  }
}
