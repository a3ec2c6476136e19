import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { decodeUri } from "../../../core/decode-uri.ts";
import { WheelhouseError } from "../../../core/error.ts";
import { isSince } from "../../../core/explain/label.ts";
import type { LogEvent } from "../../../core/log/event.ts";
import { parseRequirement } from "../../../core/pep/requirement.ts";
import { parseWheelFilename } from "../../../core/pep/wheel-filename.ts";
import { sourceIsAllowed, wheelIsAllowed } from "../../../core/plan/format-control.ts";
import { markerEnvironment } from "../../../core/target/marker-environment.ts";
import type { Target } from "../../../core/target/target.ts";
import { joinSome } from "../../../core/wording.ts";
import type { ResolverTool, ToolQuestion } from "../../../ports/resolver-tool.ts";
import { PYTHONS, type ResolverToolParts } from "./parts.ts";
import { remembered } from "./remembered.ts";
import { type Ended, type Reading, runTool, toolEnvironment } from "./run-tool.ts";
import { uvPlatform } from "./uv-platform.ts";
import type { Workspace } from "./workspace.ts";

/**
 * uv (0.5 or newer) of this machine, from PATH or as a module of a Python: `uv pip compile` for the platform of the target.
 * It takes wheels only, so that nothing is built; where sources are allowed and there is no solution of wheels alone, it
 * could not tell.
 */
export function makeUvTool(parts: ResolverToolParts): ResolverTool {
  const find = remembered(
    (_: null, signal) => findUv(parts, signal),
    () => "",
  );
  return {
    name: "uv",
    find: async (signal) => {
      const found = await find(null, signal);
      return "reason" in found ? found : { version: found.version };
    },
    resolve: async (question) => {
      const found = await find(null, question.signal);
      const platform = uvPlatform(question.target);
      return runTool(parts, question, {
        version: "reason" in found ? "" : found.version,
        way: "reason" in platform ? "--python-platform" : wayOf(platform.name, question.target),
        argv: async (workspace) => {
          if ("reason" in found) throw new WheelhouseError("usage", found.reason, { hint: null });
          if ("reason" in platform) throw new WheelhouseError("unknown-target", platform.reason, { hint: null });
          return command(found.argv, platform.name, question, workspace);
        },
        read: async (ended, workspace) => readAnswer(ended, workspace),
      });
    },
  };
}

interface FoundUv {
  readonly argv: readonly string[];
  readonly version: string;
}

/** The first whose words are those that the log parser knows. */
const OLDEST = "0.5.0";

async function findUv(parts: ResolverToolParts, signal: AbortSignal): Promise<FoundUv | { readonly reason: string }> {
  const ways = [["uv"], ...(parts.pythons ?? PYTHONS).map((python) => [python, "-m", "uv"])];
  const old: string[] = [];
  for (const argv of ways) {
    const env = toolEnvironment(parts);
    const question = { argv: [...argv, "--version"], cwd: tmpdir(), env, capture: true, timeoutSeconds: 30, signal };
    const exit = await parts.processes.run(question);
    const version = exit.code === 0 ? /^uv (\d+(?:\.\d+)+)/.exec(exit.stdout)?.[1] : undefined;
    if (version !== undefined && isSince(version, OLDEST)) return { argv, version };
    if (version !== undefined) old.push(`${argv.join(" ")} is ${version}`);
  }
  return { reason: `No uv ${OLDEST} or newer was found${old.length === 0 ? "" : `: ${old.join(", ")}`}.` };
}

/** What uv cannot be told of is part of the way. */
function wayOf(name: string, target: Target): string {
  const unseen = Object.keys(target.markers).filter((marker) => /^platform_(?:release|version)$/.test(marker));
  const blank = unseen.length === 0 ? "" : `, without ${unseen.join(" and ")}`;
  return `--python-platform ${name}, wheels only${blank}`;
}

function command(
  uv: readonly string[],
  platform: string,
  question: ToolQuestion,
  workspace: Workspace,
): readonly string[] {
  const [main, ...extra] = workspace.session.indexUrls;
  return [
    ...uv,
    ...["pip", "compile", "--python-platform", platform],
    ...["--python-version", markerEnvironment(question.target).python_full_version],
    ...["--only-binary", ":all:", "--no-header", "--no-annotate", "--no-config", "--no-python-downloads"],
    ...["--no-progress", "--color", "never", "--cache-dir", join(workspace.folder, "cache")],
    // As pip chooses: any version of any index.
    ...["--index-strategy", "unsafe-best-match"],
    ...indexOption(main, workspace.filesNameIndex),
    ...extra.flatMap((url) => ["--index", url]),
    ...workspace.session.findLinksUrls.flatMap((url) => ["--find-links", url]),
    ...(question.pre ? ["--prerelease", "allow"] : []),
    ...(question.excludeNewer === null ? [] : ["--exclude-newer", question.excludeNewer]),
    ...workspace.constraints.flatMap((path) => ["-c", path]),
    ...workspace.requirements,
  ];
}

/** On the command line it would go before that of a file. */
function indexOption(main: string | undefined, filesNameIndex: boolean): readonly string[] {
  if (filesNameIndex) return [];
  return main === undefined ? ["--no-index"] : ["--default-index", main];
}

async function readAnswer({ exit, log, text }: Ended, { formats }: Workspace): Promise<Reading | null> {
  if (exit.code === 0) {
    const pins = readPins(exit.stdout);
    // It was given wheels only: of a project that must not come as a wheel it told nothing.
    const unseen = [...pins.keys()].filter((name) => !wheelIsAllowed(formats)(name));
    if (unseen.length === 0) return { state: "resolved", pins };
    return { state: "failed", reason: `It is asked for wheels only, and ${joinSome(unseen, 3)} must be built.` };
  }
  const refused = log.events.some(({ kind }) => REFUSALS.has(kind));
  return refused && !(mayBuild(formats) && SOURCES_MISSED.test(text)) ? { state: "refused" } : null;
}

/** What uv says when it has looked at everything and the answer is no. */
const REFUSALS: ReadonlySet<LogEvent["kind"]> = new Set([
  "uv-no-solution",
  "hash-mismatch",
  "hash-missing",
] satisfies LogEvent["kind"][]);

/**
 * What uv says of a version that has a source distribution, when it is told to take wheels only. Of one that has none it
 * says "has no wheels with a matching platform tag" and the like.
 */
const SOURCES_MISSED = /\bno usable wheels\b|\bbuilding from\s+source\b/;

/** Whether the question allows any project to come from source. */
function mayBuild(formats: Workspace["formats"]): boolean {
  const named = formats.flatMap(({ value }) => value.split(","));
  const isAllowed = sourceIsAllowed(formats);
  return ["any-other-project", ...named].some((name) => !name.startsWith(":") && isAllowed(name));
}

/** What `uv pip compile` prints: a line for each package. */
function readPins(stdout: string): ReadonlyMap<string, string> {
  const pins = new Map<string, string>();
  for (const line of stdout.split("\n")) {
    const parsed = /^[a-z0-9]/i.test(line) ? parseRequirement(line.replace(/ \\$/, "")) : null;
    if (parsed === null || !parsed.ok) continue;
    const { name, specifiers, url } = parsed.value;
    const version = url === null ? /^==(\S+)$/.exec(specifiers.canonical)?.[1] : versionIn(url);
    if (version !== undefined) pins.set(name, version);
  }
  return pins;
}

function versionIn(url: string): string | undefined {
  const wheel = URL.canParse(url) ? parseWheelFilename(decodeUri(basename(new URL(url).pathname))) : null;
  return wheel?.ok === true ? wheel.value.version.normalized : undefined;
}
