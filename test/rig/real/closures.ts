import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { makeIndexSource } from "../../../src/app/check/index-source.ts";
import { makeProjects } from "../../../src/app/check/projects.ts";
import { normalizeName } from "../../../src/core/pep/name.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { Target } from "../../../src/core/target/target.ts";
import type { IndexClientSession } from "../../../src/ports/index-client.ts";
import { cliEnvironment, PYTHON } from "../../e2e/index/run-cli.ts";
import { fetchWheel } from "../fetch-wheel.ts";
import { problemOf } from "../resolve/problem.ts";
import { type Ended, run } from "./installer.ts";

/** Versions by normalised name; a text when there is none. */
export type Closure = ReadonlyMap<string, string> | string;

export interface ClosureQuestion {
  readonly lines: readonly string[];
  readonly target: Target;
  readonly indexUrl: string;
  /** For the files of this question. */
  readonly folder: string;
}

/** What `check` finds, from wheels alone. */
export async function ourClosure(
  { lines, target }: Pick<ClosureQuestion, "lines" | "target">,
  session: IndexClientSession,
  tool: "pip" | "uv",
): Promise<Closure> {
  const rules = tool === "uv" ? "uv" : "packaging-26.3";
  const policy = { tool, rules, sourceIsAllowed: () => false } as const;
  const projects = makeProjects(session, "unsafe-best-match");
  const source = makeIndexSource(projects, session, rules);
  const resolution = await resolve(problemOf(lines, { targets: [target], policy }), source);
  if (resolution.kind !== "solved") return resolution.kind;
  const pins = resolution.pins.get(target.id) ?? [];
  return new Map(pins.map(({ name, version }) => [name, version?.normalized ?? "?"]));
}

/** What pip of one version finds for the Python that runs it: its target has to be the question's. */
export async function pipClosure(version: string, { lines, indexUrl, folder }: ClosureQuestion): Promise<Closure> {
  const home = await mkdtemp(join(folder, "pip-"));
  const options = [
    ...["install", "--dry-run", "--ignore-installed", "--only-binary", ":all:", "--index-url", indexUrl],
    ...["--no-cache-dir", "--disable-pip-version-check", "--quiet", "--report", "-"],
  ];
  const env = cliEnvironment(home, { PYTHONPATH: await fetchWheel("pip", version) });
  const ended = await run(PYTHON, ["-m", "pip", ...options, ...lines], "", env);
  if (ended.code !== 0) return told(ended);
  const { install } = JSON.parse(ended.stdout) as { install: { metadata: { name: string; version: string } }[] };
  return new Map(install.map(({ metadata }) => [normalizeName(metadata.name), metadata.version]));
}

/** What uv of one version finds for the target. */
export async function uvClosure(
  version: string,
  { lines, target, indexUrl, folder }: ClosureQuestion,
): Promise<Closure> {
  const program = join(await fetchWheel("uv", version), `uv-${version}.data/scripts/uv`);
  await chmod(program, 0o755);
  const args = [
    ...["pip", "compile", "--no-build", "--no-config", "--no-python-downloads", "--no-header", "--no-annotate"],
    ...["--python", PYTHON, "--python-version", target.python.version, "--default-index", indexUrl, "--quiet"],
    ...["--python-platform", `${target.platform.machine}-${target.libc?.tag}`],
    ...["--cache-dir", join(folder, "uv-cache"), "-"],
  ];
  const ended = await run(program, args, lines.map((line) => `${line}\n`).join(""), cliEnvironment(folder));
  if (ended.code !== 0) return told(ended);
  const pins = ended.stdout.matchAll(/^(?<name>[\w.-]+)(?:\[[^\]]*\])?==(?<version>\S+)/gm);
  return new Map([...pins].map(({ groups }) => [normalizeName(groups?.name ?? ""), groups?.version ?? ""]));
}

/** One sentence for each package on which they differ. */
export function closureDifferences(ours: Closure, theirs: Closure): readonly string[] {
  if (typeof ours === "string" || typeof theirs === "string") {
    return typeof ours === typeof theirs ? [] : [`we say ${describe(ours)}, they ${describe(theirs)}`];
  }
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return names.flatMap((name) => {
    const [own = "nothing", other = "nothing"] = [ours.get(name), theirs.get(name)];
    return own === other ? [] : [`${name}: we take ${own}, they ${other}`];
  });
}

function describe(closure: Closure): string {
  return typeof closure === "string" ? closure : `${closure.size} packages`;
}

function told({ stdout, stderr }: Ended): string {
  return `${stdout}${stderr}`.trim().slice(-800);
}
