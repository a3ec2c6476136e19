import type { LocatedRequirement, RequirementsFile } from "../../core/inputs/requirement-set.ts";
import type { RequirementsChange } from "../../core/inputs/rewrite.ts";
import type { Acquired } from "./acquire.ts";
import type { TargetContext } from "./context.ts";
import { type PreparedInputs, writeCopies } from "./prepare-inputs.ts";

/** They would lead pip past the wheelhouse, or refuse the wheels in it. */
const DROPPED = new Set([
  "--index-url",
  "--extra-index-url",
  "--find-links",
  "--no-index",
  "--no-binary",
  "--trusted-host",
]);

/**
 * Copies of the user's files that the wheelhouse alone must satisfy: addresses and paths become `name==version`, and the
 * hash of a wheel that was built from an sdist stands beside the hash of that sdist.
 */
export async function prepareProof(
  context: TargetContext,
  inputs: PreparedInputs,
  acquired: readonly Acquired[],
): Promise<readonly string[]> {
  const change = (file: RequirementsFile): readonly RequirementsChange[] => [
    ...file.options
      .filter(({ name }) => DROPPED.has(name))
      .map((option): RequirementsChange => ({ kind: "drop-option", option })),
    ...file.requirements.flatMap((requirement) => requirementChanges(requirement, acquired)),
  ];
  return await writeCopies(context, inputs.source, "proof", change);
}

function requirementChanges(
  requirement: LocatedRequirement,
  acquired: readonly Acquired[],
): readonly RequirementsChange[] {
  const changes: RequirementsChange[] = [];
  if (requirement.kind !== "named") {
    const found = acquired.find(({ resolved }) =>
      requirement.name === null
        ? comesFrom(resolved.url, requirement.location ?? "")
        : resolved.name === requirement.name,
    );
    if (found !== undefined) {
      const { displayName, version, requestedExtras } = found.resolved;
      const extras = requestedExtras.length > 0 ? `[${requestedExtras.join(",")}]` : "";
      const marker = requirement.marker === null ? "" : ` ; ${requirement.marker.canonical}`;
      changes.push({ kind: "set-requirement", requirement, text: `${displayName}${extras}==${version}${marker}` });
    }
  }
  const sha256 = acquired.flatMap(({ wheel }) =>
    wheel?.entry.origin === "built" && requirement.hashes.includes(`sha256:${wheel.entry.sdist?.sha256}`)
      ? [wheel.entry.sha256]
      : [],
  );
  if (sha256.length > 0) changes.push({ kind: "add-hashes", requirement, sha256 });
  return changes;
}

/** Whether a nameless location (`./pkg`, `https://…/x-1.0.tar.gz`) is what was resolved to `url`. */
function comesFrom(url: string, location: string): boolean {
  const plain = location
    .replace(/^(?:git|hg|svn|bzr)\+/, "")
    .replace(/[#@].*$/, "")
    .replace(/^(?:\.\/)+/, "");
  return plain !== "" && plain !== "." && decodeURI(url).includes(plain.replace(/\/$/, ""));
}
