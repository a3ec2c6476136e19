import { type Diagnosis, NO_PACKAGES } from "./signature.ts";

/** What the rest of the output changes about a diagnosis. */
interface Refinement {
  readonly signature: string;
  readonly when: (lines: readonly string[]) => boolean;
  readonly change: Partial<Diagnosis>;
}

/** The official python images have their own Python there; one built from source, too. */
const LOCAL_PYTHON = /\/usr\/local\/(?:include|bin|lib)\/python\d/;

const REFINEMENTS: readonly Refinement[] = [
  {
    signature: "python-headers",
    when: (lines) => lines.some((line) => LOCAL_PYTHON.test(line.slice(0, 4_000))),
    change: {
      cause: "The C headers of the Python that builds (/usr/local) are not there.",
      advice:
        "This Python is in /usr/local, as in the official python images, which bring their headers in /usr/local/include; the distribution's python3-dev is for another Python and does not help. Copy that folder too when a later stage takes Python from such an image, or build in the image itself.",
      remedies: NO_PACKAGES,
    },
  },
];

export function refine(diagnoses: readonly Diagnosis[], lines: readonly string[]): readonly Diagnosis[] {
  return diagnoses.map((diagnosis) => {
    const refinement = REFINEMENTS.find((item) => item.signature === diagnosis.signature && item.when(lines));
    return refinement === undefined ? diagnosis : { ...diagnosis, ...refinement.change };
  });
}
