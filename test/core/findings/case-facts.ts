import type { FindingFacts, LocatedRequirement } from "../../../src/core/findings/facts.ts";
import { parseName } from "../../../src/core/findings/requirement-places.ts";
import { installersEnd } from "../../../src/core/log/facts/outcome.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import type { PackageReport } from "../../../src/core/report/model.ts";
import type { LogCase } from "../log/cases.ts";

export const TARGET = "cp312-manylinux_2_28_aarch64";

/** Facts in which nothing has happened. */
export const NOTHING: FindingFacts = {
  target: TARGET,
  requirements: [],
  resolution: null,
  packages: [],
  failedBuilds: [],
  yanked: [],
  troubles: [],
  bypasses: [],
  incomplete: null,
};

/** The facts that the `build` use case would have with this log and these files. */
export function factsOfCase({ meta, input }: LogCase): FindingFacts {
  const requirements = Object.entries(meta.files).flatMap(([file, text]) => locate(file, text));
  const parse = parseLog(input);
  if (meta.build === undefined) {
    const resolution = { file: "logs/resolve.log", parse, text: wholeText(input), resolved: meta.resolved };
    const yanked = meta.codes.includes("yanked") ? [{ name: "yankedpkg", version: "1.1", reason: null }] : [];
    return { ...NOTHING, requirements, resolution, yanked };
  }
  const { name, version, lane = "native" } = meta.build;
  const file = `${name}-${version}.tar.gz`;
  const failed = { name, version, file, logFile: `logs/${name}.log`, parse, text: wholeText(input), lane };
  return { ...NOTHING, requirements, failedBuilds: [failed] };
}

/** The facts that `explain` would have of the log of a Docker build. */
export function factsOfDockerLog(input: Uint8Array): FindingFacts {
  const parse = parseLog(input);
  const resolved = installersEnd(parse) !== "badly";
  return { ...NOTHING, target: null, resolution: { file: "build.log", parse, text: wholeText(input), resolved } };
}

/** A file of plain requirements, located. */
export function locate(file: string, text: string): readonly LocatedRequirement[] {
  return text.split("\n").flatMap((raw, index) => {
    const line = raw
      .replace(/(^|\s)#.*$/, "")
      .replace(/\s--hash=.*$/, "")
      .trim();
    if (line === "") return [];
    return [
      {
        name: parseName(line),
        text: line,
        place: { file, line: index + 1, column: raw.indexOf(line) + 1 },
        kind: /cons/.test(file) ? ("constraint" as const) : ("requirement" as const),
      },
    ];
  });
}

export function packageReport(more: Partial<PackageReport> & { name: string }): PackageReport {
  return {
    version: "1.0",
    requestedBy: [],
    requiredBy: [],
    origin: "index",
    artifact: "wheel",
    file: null,
    sha256: null,
    bytes: null,
    status: "downloaded",
    verdict: null,
    lane: null,
    seconds: { download: null, build: null },
    log: null,
    ...more,
  };
}
