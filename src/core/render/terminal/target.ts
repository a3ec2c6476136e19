import type { PackageReport, TargetReport } from "../../report/model.ts";
import { clip } from "../budget.ts";
import { terminalText } from "../escape.ts";
import { countOf, savedWords, sizeOf, timeOf } from "../words.ts";
import { type Line, labelled } from "./line.ts";
import type { TextOptions } from "./problem.ts";

/** One target: what became of its packages, which wheels were built, what the cache did. */
export function targetLines(target: TargetReport, options: TextOptions): Line[] {
  const { width, verbosity } = options;
  const { lane, installer } = target;
  const context = [lane, installer === null ? null : `${installer.name} ${installer.version}`].filter(
    (part) => part !== null,
  );
  return [
    [
      ["strong", terminalText(clip(target.target, 200))],
      ["dim", context.map((part) => `  ${terminalText(part)}`).join("")],
    ],
    ...labelled("packages", packageWords(target), width),
    ...builtLines(target.packages, width),
    ...labelled("cache", cacheWords(target), width),
    ...(verbosity > 0 ? packageLines(target.packages) : []),
  ];
}

function packageWords({ counts }: TargetReport): string {
  if (counts.packages === 0) return `none resolved, of ${countOf(counts.requirements, "requirement")}`;
  const shares = [
    [counts.reused, "reused"],
    [counts.downloaded, "downloaded"],
    [counts.built, "built"],
    [counts.failed, "failed"],
  ] as const;
  const words = shares.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return [String(counts.packages), words.join(", ")].filter((part) => part !== "").join(": ");
}

function builtLines(packages: readonly PackageReport[], width: number): Line[] {
  const now = packages.filter(({ status }) => status === "built");
  const earlier = packages.filter(({ status, artifact }) => status === "reused" && artifact === "sdist");
  return [
    ...now.flatMap((each, index) => {
      const time = each.seconds.build === null ? "" : timeOf(each.seconds.build);
      return labelled(index === 0 ? "built" : "", `${nameOf(each)}${time === "" ? "" : ` in ${time}`}`, width);
    }),
    ...(earlier.length > 0
      ? labelled("kept", `${earlier.map(nameOf).join(", ")} (built in an earlier run)`, width)
      : []),
  ];
}

function cacheWords({ cache }: TargetReport): string {
  const restored = cache.hit ? `restored ${sizeOf(cache.restoredBytes)}` : "nothing restored";
  const saved = savedWords(cache);
  return `${restored}, ${saved}${cache.reason === null ? "" : `. ${cache.reason}`}`;
}

export function packageLines(packages: readonly PackageReport[]): Line[] {
  const rows = packages.map((each) => [terminalText(clip(nameOf(each), 100)), each.status, each.file ?? ""] as const);
  const column = Math.min(40, Math.max(0, ...rows.map(([name]) => name.length)));
  return rows.map(([name, status, file]) => [
    ["plain", `    ${name.padEnd(column)}  ${status.padEnd(10)}  `],
    ["dim", terminalText(clip(file, 300))],
  ]);
}

function nameOf({ name, version }: PackageReport): string {
  return terminalText(version === null ? name : `${name} ${version}`);
}
