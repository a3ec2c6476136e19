import { type Diagnosis, NO_PACKAGES } from "./signature.ts";

/** What the rest of the output changes about a diagnosis; null: nothing. */
interface Refinement {
  readonly signature: string;
  refine(diagnosis: Diagnosis, lines: readonly string[]): Diagnosis | null;
}

const REFINEMENTS: readonly Refinement[] = [{ signature: "python-headers", refine: refinePythonHeaders }];

export function refine(diagnoses: readonly Diagnosis[], lines: readonly string[]): readonly Diagnosis[] {
  return diagnoses.map((diagnosis) => {
    const refinement = REFINEMENTS.find(({ signature }) => signature === diagnosis.signature);
    return refinement?.refine(diagnosis, lines) ?? diagnosis;
  });
}

const INCLUDED = /(?:^|\s)-I(\/\S*include\/python3\.\d+)/;
const LOCAL = /(\/usr\/local)\/(?:include|bin|lib)\/python3/;

/** The distribution's package has the headers of the distribution's Python only. */
function refinePythonHeaders(diagnosis: Diagnosis, lines: readonly string[]): Diagnosis | null {
  const folder = firstGroup(INCLUDED, lines) ?? firstGroup(LOCAL, lines);
  if (folder === null || folder.startsWith("/usr/include/")) return null;
  return {
    ...diagnosis,
    cause: `The C headers of the Python that builds are not in ${folder}.`,
    advice: folder.startsWith("/usr/local")
      ? "It is a Python in /usr/local, as in the official python images, which bring their headers: the distribution's python3-dev is for another Python and does not help. Build in that image itself, or copy /usr/local/include too when a stage takes Python from it."
      : "It is not the distribution's own Python, so the distribution's python3-dev does not help: install this Python anew, with its headers.",
    remedies: NO_PACKAGES,
  };
}

function firstGroup(pattern: RegExp, lines: readonly string[]): string | null {
  for (const line of lines) {
    const group = pattern.exec(line.slice(0, 4_000))?.[1];
    if (group !== undefined) return group;
  }
  return null;
}
