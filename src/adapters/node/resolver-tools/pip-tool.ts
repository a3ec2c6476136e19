import { join } from "node:path";
import { WheelhouseError } from "../../../core/error.ts";
import { isSince } from "../../../core/explain/label.ts";
import type { LogEvent } from "../../../core/log/event.ts";
import { parsePipReport } from "../../../core/log/facts/pip-report.ts";
import { compatibleTags } from "../../../core/pep/tags.ts";
import { markerEnvironment } from "../../../core/target/marker-environment.ts";
import type { Target } from "../../../core/target/target.ts";
import type { ResolverTool, ToolQuestion } from "../../../ports/resolver-tool.ts";
import { type FoundPip, findPip } from "./find-pip.ts";
import type { ResolverToolParts } from "./parts.ts";
import { PIP_WRAPPER, type PipTarget } from "./pip-wrapper.ts";
import { remembered } from "./remembered.ts";
import { type Ended, type Reading, runTool } from "./run-tool.ts";
import type { Workspace } from "./workspace.ts";

/**
 * pip of this machine (23.0 or newer), of the target's Python minor version where there is one, told of the target by
 * `PIP_WRAPPER`. It installs and builds nothing: a question that only a build could answer has the answer `failed`.
 */
export function makePipTool(parts: ResolverToolParts): ResolverTool {
  const find = remembered(
    (target: Target | null, signal) => findPip(parts, target, signal),
    (target) => (target === null ? "" : `${target.python.major}.${target.python.minor}`),
  );
  return {
    name: "pip",
    find: async (signal, target) => {
      const found = await find(target ?? null, signal);
      return "reason" in found ? found : { version: found.version };
    },
    resolve: async (question) => {
      const found = await find(question.target, question.signal);
      const pip = "reason" in found ? { program: "", version: "", python: "", reason: found.reason } : found;
      return runTool(parts, question, {
        version: pip.version,
        way: wayOf(pip, question.target),
        argv: async (workspace) => {
          if ("reason" in found) throw new WheelhouseError("no-pip", found.reason, { hint: null });
          return command(parts, found, question, workspace);
        },
        read: (ended, workspace) => readAnswer(parts, ended, workspace),
      });
    },
  };
}

function wayOf({ python }: Pick<FoundPip, "python">, { python: wanted }: Target): string {
  const way = "pip's own resolver with the target's markers and tags";
  const isSame = python === `${wanted.major}.${wanted.minor}` || python === "";
  return isSame ? way : `${way}, run by Python ${python}`;
}

async function command(
  { files }: ResolverToolParts,
  pip: FoundPip,
  question: ToolQuestion,
  workspace: Workspace,
): Promise<readonly string[]> {
  const targetFile = join(workspace.folder, "target.json");
  await files.writeFile(targetFile, JSON.stringify(describeTarget(question.target, pip.version)));
  return [
    ...[pip.program, "-c", PIP_WRAPPER, targetFile],
    ...["install", "--dry-run", "--ignore-installed", "--no-input", "--report", join(workspace.folder, "report.json")],
    ...indexOptions(workspace),
    ...question.onlyBinary.flatMap((name) => ["--only-binary", name]),
    ...question.noBinary.flatMap((name) => ["--no-binary", name]),
    ...(question.preferBinary ? ["--prefer-binary"] : []),
    ...(question.pre ? ["--pre"] : []),
    ...cutOff(question.excludeNewer, pip.version),
    ...workspace.requirements.flatMap((path) => ["-r", path]),
    ...workspace.constraints.flatMap((path) => ["-c", path]),
  ];
}

function describeTarget(target: Target, version: string): PipTarget {
  const markers = markerEnvironment(target);
  const [major = 0, minor = 0, patch = 0] = markers.python_full_version
    .split(".")
    .map((part) => Number.parseInt(part, 10));
  const rules = isSince(version, "26.3") ? "packaging-26.3" : "pip-26.2";
  return { markers: { ...markers }, tags: compatibleTags(target, { rules }), python: [major, minor, patch] };
}

function indexOptions({ session: { indexUrls, findLinksUrls } }: Workspace): readonly string[] {
  const [main, ...extra] = indexUrls;
  return [
    ...(main === undefined ? ["--no-index"] : ["--index-url", main]),
    ...extra.flatMap((url) => ["--extra-index-url", url]),
    ...findLinksUrls.flatMap((url) => ["--find-links", url]),
  ];
}

function cutOff(excludeNewer: string | null, version: string): readonly string[] {
  if (excludeNewer === null) return [];
  if (isSince(version, "26.0")) return ["--uploaded-prior-to", excludeNewer];
  const message = `pip ${version} cannot leave out what was uploaded later; 26.0 and newer can.`;
  throw new WheelhouseError("no-pip", message, { hint: null });
}

/** What pip says when it has looked at everything and the answer is no. */
const REFUSALS: ReadonlySet<LogEvent["kind"]> = new Set([
  "conflict",
  "no-candidate",
  "no-matching-distribution",
  "requires-python",
  "hash-mismatch",
  "hash-missing",
] satisfies LogEvent["kind"][]);

async function readAnswer(
  { files }: ResolverToolParts,
  { exit, log }: Ended,
  { folder }: Workspace,
): Promise<Reading | null> {
  if (exit.code === 0)
    return readReport(await files.readFile(join(folder, "report.json"), { limit: 256 * 1024 * 1024 }));
  // pip ends with 1 when a requirement cannot be met; 2 and above are its own trouble and that of the wrapper.
  const isRefused = exit.code === 1 && log.events.some(({ kind }) => REFUSALS.has(kind));
  return isRefused ? { state: "refused" } : null;
}

function readReport(bytes: Uint8Array): Reading | null {
  const report = parsePipReport(JSON.parse(new TextDecoder().decode(bytes)));
  if (!report.ok) return null;
  return { state: "resolved", pins: new Map(report.value.packages.map(({ name, version }) => [name, version])) };
}
