import { parseWheelFilename } from "../../pep/wheel-filename.ts";
import type { Remedy } from "../../report/model.ts";
import { joinWords } from "../../wording.ts";
import type { AssessedPackage } from "../facts.ts";
import { advise, wheelRemedies } from "./remedies.ts";
import type { AssessedRule } from "./rule.ts";
import {
  costSentences,
  isBuilt,
  knowledgeSentences,
  labelOf,
  lacksBy,
  otherWheels,
  pythonOf,
  withoutWheel,
} from "./words.ts";

/** Wheels for this platform exist, and none for this Python: another version, PyPy, or one without the GIL. */
export const wrongAbi: AssessedRule = {
  code: "wrong-abi",
  applies: (item) =>
    lacksBy(item, "PYTHON_TAG", "python", "abi", "free-threaded") || item.verdict.outcome === "FREE_THREADED",
  tell: (item, check) => ({
    severity: isBuilt(item) ? "warning" : "error",
    title: `${item.name}: no wheel for ${check.target.python.abi}`,
    message: [
      `${labelOf(item)} has wheels for this platform, but none for ${pythonOf(check)} (${check.target.python.abi}).`,
      withoutWheel(item),
      ...costSentences(item),
      ...otherWheels(item),
      ...knowledgeSentences(item),
    ],
    remedies: wheelRemedies(item, check, pythonRemedies(item)),
    ...(isBuilt(item) ? { when: "predicted" as const } : {}),
  }),
};

/** Pythons that have a wheel, from the tags of the wheels that are known not to fit. */
function pythonRemedies({ verdict }: AssessedPackage): Remedy[] {
  const wheels = [verdict.miss?.wheel ?? null, ...verdict.siblings.map(({ kind, wheel }) => wheelOf(kind, wheel))];
  const pythons = [...new Set(wheels.flatMap((wheel) => (wheel === null ? [] : pythonsOfWheel(wheel))))];
  const which = pythons.length === 0 ? "(--python)" : `: --python ${joinWords(pythons.slice(0, 3), "or")}`;
  return [advise(`Use a Python that it has wheels for ${which}.`.replace(" :", ":"))];
}

const wheelOf = (kind: string, wheel: string | null) => (kind === "other-python" ? wheel : null);

/** `cp313` → `3.13`, `cp314t` → `3.14t`, `pp311` → `pypy3.11`, as `--python` takes them. */
function pythonsOfWheel(filename: string): string[] {
  const wheel = parseWheelFilename(filename);
  if (!wheel.ok) return [];
  return wheel.value.tags.flatMap((tag) => {
    const [python = "", abi = ""] = tag.split("-");
    const match = /^(cp|pp)(\d)(\d+)$/.exec(python);
    if (match === null || abi === "abi3") return [];
    const [, implementation, major, minor] = match;
    return [`${implementation === "pp" ? "pypy" : ""}${major}.${minor}${abi.endsWith("t") ? "t" : ""}`];
  });
}
