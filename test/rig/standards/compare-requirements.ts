import type { MarkerEnvironment } from "../../../src/core/pep/marker.ts";
import { evaluateMarker, parseMarker } from "../../../src/core/pep/marker.ts";
import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import {
  markerComparison,
  markerExpression,
  requirementTokens,
  sample,
  versionedRequirement,
} from "../../core/pep/arbitraries.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import type { Comparison, Library } from "./library.ts";
import { compare } from "./library.ts";

/** A Jetson, a small board, an old server, Alpine with a free-threaded Python and PyPy. */
const ENVIRONMENTS: readonly MarkerEnvironment[] = [
  { ...environmentOf("cp310-manylinux_2_35_aarch64"), platform_release: "5.15.136-tegra" },
  environmentOf("cp313-manylinux_2_41_armv7l"),
  { ...environmentOf("cp38-manylinux_2_17_x86_64"), python_full_version: "3.8.18", platform_release: "4.14" },
  { ...environmentOf("cp315t-musllinux_1_2_aarch64"), python_full_version: "3.15.0a1+" },
  environmentOf("pp311-manylinux_2_28_x86_64"),
];

/** Each marker in each environment, without and with an extra. */
export function compareMarkers(library: Library, count: number, seed: number): Comparison {
  const half = Math.ceil(count / 2);
  const texts = [...sample(markerComparison, half, seed), ...sample(markerExpression, count - half, seed)];
  const cases = texts.flatMap((text) =>
    ENVIRONMENTS.flatMap((environment) => ["", "test"].map((extra) => [text, environment, extra] as const)),
  );
  const { marker = [] } = library.ask({ marker: cases });
  return compare(
    "marker × environment",
    cases,
    ([text, environment, extra], index) => {
      const parsed = parseMarker(text);
      const ours = parsed.ok ? evaluateMarker(parsed.value, environment, extra === "" ? [] : [extra]) : "invalid";
      // One comparison that is not defined makes packaging refuse the whole marker; for us just that one does not hold.
      const isHandled = marker[index] === "undefined" && (ours === false || / (?:and|or) /.test(text));
      return isHandled ? "undefined" : ours;
    },
    marker,
  );
}

/** What is a requirement, and every part of those that are. */
export function compareRequirements(library: Library, count: number, seed: number): Comparison {
  const part = Math.ceil(count / 5);
  const texts = [
    ...sample(requirementTokens, count - 2 * part, seed),
    ...sample(versionedRequirement, part, seed),
    ...sample(markerExpression, part, seed).map((marker) => `a-b[x,Y]>=1 ; ${marker}`),
  ];
  const { requirement = [] } = library.ask({ requirement: texts });
  const compared = compare("requirement strings", texts, partsOf, requirement);
  const valid = requirement.filter((answer) => answer !== null).length;
  return { ...compared, title: `requirement strings (${valid} valid)` };
}

/** A requirement as packaging_oracle.py tells of it; null when it is none. */
export function partsOf(text: string) {
  const parsed = parseRequirement(text);
  if (!parsed.ok) return null;
  const { writtenName, writtenExtras, specifiers, url, marker, canonical } = parsed.value;
  return {
    name: writtenName,
    extras: writtenExtras,
    specifiers: specifiers.canonical,
    url,
    marker: marker?.canonical ?? null,
    canonical,
  };
}

function environmentOf(id: string): MarkerEnvironment {
  return markerEnvironment(requireTarget(id));
}
