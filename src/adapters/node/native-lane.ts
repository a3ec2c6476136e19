import { resolve } from "node:path";
import { arch } from "node:process";
import { WheelhouseError } from "../../core/error.ts";
import { childEnvironment, withoutProxyFor } from "../../core/plan/child-environment.ts";
import type { Lane, LaneProvider, LaneRequest } from "../../ports/lane.ts";
import type { ProcessRunner } from "../../ports/process.ts";

export interface NativeLaneParts {
  readonly processes: ProcessRunner;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const VERSION_SCRIPT = "import sys; print('%d.%d.%d' % sys.version_info[:3])";

/** This machine's interpreter: the job's own `python`, unless one is named. */
export function makeNativeLaneProvider(parts: NativeLaneParts): LaneProvider {
  return { open: (request) => openNativeLane(parts, request) };
}

async function openNativeLane(parts: NativeLaneParts, request: LaneRequest): Promise<Lane> {
  const environment = withoutProxyFor("127.0.0.1", childEnvironment(parts.environment));
  const tried: string[] = [];
  for (const program of pythonCandidates(request)) {
    const version = await askVersion(parts, program, environment, request);
    tried.push(version === null ? program : `${program} (${version})`);
    if (version !== null && fits(version, request.python)) return makeLane(parts, program, version, environment);
  }
  throw new WheelhouseError(
    "no-python",
    request.python === null
      ? `No Python was found: ${tried.join(", ")} could not be started.`
      : `No Python ${request.python} was found; tried ${tried.join(", ")}.`,
    {
      hint: "Install it (in a workflow: the actions/setup-python step), or name an interpreter with --python PATH (input: python).",
    },
  );
}

function makeLane(
  parts: NativeLaneParts,
  program: string,
  version: string,
  environment: Readonly<Record<string, string>>,
): Lane {
  return {
    kind: "native",
    platform: nodePlatform(),
    description: `Python ${version} (${program})`,
    bindAddress: "127.0.0.1",
    hostAddress: "127.0.0.1",
    python: (job) =>
      parts.processes.run({ ...job, argv: [program, ...job.arguments], env: { ...environment, ...job.env } }),
    inside: (path) => path,
    outside: (path) => path,
    close: async () => {},
  };
}

/** The platform of this machine in Docker's words. */
export function nodePlatform(): string {
  const names: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64", arm: "arm/v7", ia32: "386" };
  return `linux/${names[arch] ?? arch}`;
}

/** A path is seen from the project, once: later commands run in other folders. */
function pythonCandidates({ python, projectFolder }: LaneRequest): readonly string[] {
  if (python === null) return ["python", "python3"];
  if (python.includes("/")) return [resolve(projectFolder, python)];
  if (!/^\d+(\.\d+)*$/.test(python)) return [python];
  return [`python${python.split(".").slice(0, 2).join(".")}`, "python", "python3"];
}

async function askVersion(
  parts: NativeLaneParts,
  program: string,
  env: Readonly<Record<string, string>>,
  request: LaneRequest,
): Promise<string | null> {
  const exit = await parts.processes.run({
    argv: [program, "-I", "-c", VERSION_SCRIPT],
    cwd: request.projectFolder,
    env,
    capture: true,
    timeoutSeconds: 60,
    signal: request.signal,
  });
  const version = exit.stdout.trim().split("\n").at(-1) ?? "";
  return exit.code === 0 && /^\d+\.\d+\.\d+$/.test(version) ? version : null;
}

function fits(version: string, wanted: string | null): boolean {
  if (wanted === null || !/^\d+(\.\d+)*$/.test(wanted)) return true;
  return version === wanted || version.startsWith(`${wanted}.`);
}
