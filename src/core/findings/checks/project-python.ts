import { placeEvidence } from "../evidence.ts";
import type { FindingFacts } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** The project itself, or its lock, is not for the Python of the target: whatever has wheels, it cannot be installed there. */
export function checkProjectPython({ check, target }: FindingFacts): CheckResult {
  const excluding = check?.excludedBy ?? [];
  const python = check?.target.python.version ?? "";
  return {
    findings: excluding.map(({ text, place }) => ({
      code: "requires-python",
      severity: "error",
      target,
      title: `${place.file}: needs Python ${text}`,
      message: `${place.file} is for Python ${text}, and this target has Python ${python}.`,
      packages: [],
      places: [place],
      evidence: placeEvidence([place]),
      remedies: [{ text: `Check for a Python that is ${text} (--python), or widen requires-python.`, commands: [] }],
    })),
  };
}
