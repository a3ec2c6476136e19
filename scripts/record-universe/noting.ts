import type { RawPage } from "../../src/adapters/node/index/fetch-page.ts";
import type { PublicIndex } from "../../test/rig/real/public-index.ts";

export interface Notes {
  /** By project. */
  readonly pages: Map<string, RawPage>;
  /** Text by name of the wheel. */
  readonly metadata: Map<string, string>;
}

/** The index, with a note of each answer. METADATA is read of wheels of any size: it comes by ranges. */
export function noting(index: PublicIndex): { readonly index: PublicIndex; readonly notes: Notes } {
  const notes: Notes = { pages: new Map(), metadata: new Map() };
  const noted: PublicIndex = {
    ...index,
    sizeOf: async () => 0,
    page: async (project) => {
      const page = await index.page(project);
      if (page !== null) notes.pages.set(project, page);
      return page;
    },
    metadataOf: async (file) => {
      const text = await index.metadataOf(file);
      notes.metadata.set(file.filename, text);
      return text;
    },
  };
  return { index: noted, notes };
}
