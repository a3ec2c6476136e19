import type { LocatedRequirement as FoundRequirement, IndexBypass } from "../../core/findings/facts.ts";
import type { LocatedRequirement, RequirementsFile } from "../../core/inputs/requirement-set.ts";
import { type RequirementsChange, rewriteRequirementsFile } from "../../core/inputs/rewrite.ts";
import { standInChanges } from "../../core/inputs/stand-in-changes.ts";
import type { Place } from "../../core/report/model.ts";
import { findBypasses } from "./bypasses.ts";
import type { TargetContext } from "./context.ts";
import type { ReadInputs } from "./read-inputs.ts";

/** The user's files, made ready for pip in the lane. */
export interface PreparedInputs {
  readonly source: ReadInputs;
  /** Each line of the user's, for findings. */
  readonly located: readonly FoundRequirement[];
  readonly requirementCount: number;
  /** The user's lines that name a package. */
  placesOf(name: string): readonly Place[];
  /** `-r` and `-c` with copies in which every index is the loopback index. */
  readonly resolveArguments: readonly string[];
  /** Local `--find-links` folders as the lane sees them. */
  readonly findLinksPaths: readonly string[];
  /** Where the loopback index cannot stand in. */
  readonly bypasses: readonly IndexBypass[];
}

/** Writes the copies that pip resolves. Lines keep their numbers, so that what pip says of a line is true of the user's. */
export async function prepareInputs(
  context: TargetContext,
  source: ReadInputs,
  findLinksPaths: readonly string[],
): Promise<PreparedInputs> {
  const { files } = context.ports;
  const { set } = source;
  const absolute = (path: string): string => context.lane.inside(files.resolve(source.workingDirectory, path));
  const change = (file: RequirementsFile): readonly RequirementsChange[] => [
    ...standInChanges(file, {
      index: (url) => context.session.standIn("index", url),
      page: (url) => context.session.standIn("find-links", url),
      path: (value) => context.lane.inside(source.besideFile(file, value)),
    }),
    ...file.requirements.flatMap((requirement) => requirementChanges(context, requirement, absolute)),
  ];
  return {
    source,
    located: [...set.requirements.map(located("requirement")), ...set.constraints.map(located("constraint"))],
    requirementCount: set.requirements.length,
    placesOf: (name) => set.requirements.filter((item) => item.name === name).map(({ place }) => place),
    resolveArguments: await writeCopies(context, source, "inputs", change),
    findLinksPaths: findLinksPaths.map(absolute),
    bypasses: findBypasses(set),
  };
}

/**
 * Writes a changed copy of every file into `<work>/<folder>` and returns the `-r` and `-c` arguments for the files that
 * the user named. Includes lead to the copies.
 */
export async function writeCopies(
  context: TargetContext,
  source: ReadInputs,
  folder: string,
  change: (file: RequirementsFile) => readonly RequirementsChange[],
): Promise<readonly string[]> {
  const { ports, lane, work, names } = context;
  const copies = new Map(
    source.set.files.map((file, index) => [
      source.keyOf(file.path, file.kind),
      `${work}/${folder}/${index}/${file.path.split("/").at(-1) ?? "requirements.txt"}`,
    ]),
  );
  const copyOf = (path: string, kind: RequirementsFile["kind"]): string => copies.get(source.keyOf(path, kind)) ?? path;
  for (const file of source.set.files) {
    const includes = file.includes.map(
      (include): RequirementsChange => ({
        kind: "set-include",
        include,
        path: lane.inside(copyOf(source.includedPath(file, include), include.kind)),
      }),
    );
    const copy = copyOf(file.path, file.kind);
    const bytes = rewriteRequirementsFile(file, source.bytesOf(file), [...includes, ...change(file)]);
    await ports.files.writeFile(copy, bytes);
    names.set(lane.inside(copy), file.path);
  }
  return source.roots.flatMap(({ kind, path }) => [
    kind === "constraints" ? "-c" : "-r",
    lane.inside(copyOf(path, kind)),
  ]);
}

function requirementChanges(
  context: TargetContext,
  requirement: LocatedRequirement,
  absolute: (path: string) => string,
): readonly RequirementsChange[] {
  const { kind, location, text, hashes } = requirement;
  const changes: RequirementsChange[] = [];
  if (location !== null && !/^[a-z][a-z0-9+.-]*:/i.test(location)) {
    // pip sees relative paths from its own working directory, which is an empty folder here. An editable one is built
    // like any other: nothing is installed.
    changes.push({ kind: "set-requirement", requirement, text: text.replace(location, () => absolute(location)) });
  } else if (kind === "editable") {
    changes.push({ kind: "set-requirement", requirement, text });
  }
  const sha256 = [...context.restored.values()]
    .filter(({ held }) => held.sdistSha256 !== null && hashes.includes(`sha256:${held.sdistSha256}`))
    .map(({ held }) => held.sha256);
  // The user trusts the sdist with this digest; this wheel was built from just that sdist.
  if (sha256.length > 0) changes.push({ kind: "add-hashes", requirement, sha256 });
  return changes;
}

function located(kind: FoundRequirement["kind"]): (requirement: LocatedRequirement) => FoundRequirement {
  return ({ name, display, place }) => ({ name, text: display, place, kind });
}
