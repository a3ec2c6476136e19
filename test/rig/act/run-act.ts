import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { ensureTool } from "../../../scripts/ci/tools.ts";
import type { ActionsService } from "../actions-service/index.ts";
import type { GithubRest, Permissions } from "../github-rest/index.ts";
import type { WorkflowEvent } from "../harness/events.ts";
import { buildDoubles } from "./doubles.ts";

export interface ActRequest {
  /** Workflow file, seen from `cwd`. */
  readonly workflow: string;
  readonly event: WorkflowEvent;
  /** A Git work tree; jobs that check out get what is committed in it. */
  readonly cwd: string;
  readonly services?: { readonly actions?: ActionsService; readonly github?: GithubRest };
  /** Of the token; default `pull-requests: write`. act gives every job the same. */
  readonly permissions?: Permissions;
  /** For every step. Of this machine only PATH gets in; HOME is a new, empty folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that stand in for other actions: `owner/name` → folder. */
  readonly repositories?: Readonly<Record<string, string>>;
  /** Further arguments for act, such as `--job build`. */
  readonly arguments?: readonly string[];
  /** Default 300. */
  readonly timeoutSeconds?: number;
}

export interface ActResult {
  /** 0 when every job succeeded; null when the time was up. */
  readonly code: number | null;
  /** Both streams, each line begins with `[<workflow>/<job>]`. */
  readonly log: string;
  readonly seconds: number;
}

const NODE_24 = resolve(import.meta.dirname, "../../../node_modules/.bin/node");
/** Labels that run on this machine itself: act's host mode, no container. */
const RUNNERS = [
  "ubuntu-latest",
  "ubuntu-24.04",
  "ubuntu-24.04-arm",
  "ubuntu-22.04",
  "ubuntu-22.04-arm",
  "ubuntu-slim",
];

/**
 * Runs a whole workflow with act on this machine: matrix, job outputs, `uses: ./`, post steps. Remote actions come from
 * doubles and from `repositories` alone; one that is in neither is an error before anything runs.
 */
export async function runAct(request: ActRequest): Promise<ActResult> {
  const act = ensureTool("act");
  const root = await mkdtemp(join(tmpdir(), "act-"));
  const started = performance.now();
  try {
    const stands = new Map([
      ...(await buildDoubles(join(root, "doubles"))),
      ...Object.entries(request.repositories ?? {}),
    ]);
    const eventFile = join(root, "event.json");
    await writeFile(eventFile, JSON.stringify(request.event.payload));
    const bin = join(root, "bin");
    await mkdir(bin);
    // act runs every JavaScript action with the first node on PATH.
    await symlink(NODE_24, join(bin, "node"));
    const env = { PATH: `${bin}${delimiter}${process.env.PATH}`, HOME: await makeFolder(root, "home") };
    const locals = (await usedActions(request)).map((used) => localRepository(used, stands));
    const parameters = [...fixedArguments(request, eventFile), ...locals.flat(), ...(request.arguments ?? [])];
    const timeout = (request.timeoutSeconds ?? 300) * 1000;
    const child = spawn(act, parameters, { cwd: request.cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        log += chunk;
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    return { code, log, seconds: (performance.now() - started) / 1000 };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function fixedArguments(request: ActRequest, eventFile: string): string[] {
  const { event, services } = request;
  const repository = (event.payload.repository as { full_name?: string } | undefined)?.full_name ?? "octo/repo";
  const token = services?.github?.token(request.permissions ?? { "pull-requests": "write" }) ?? "ghs_without_a_service";
  const env = {
    // Port 1 refuses: a workflow must not reach the real service from a test.
    GITHUB_API_URL: services?.github?.url ?? "http://127.0.0.1:1",
    GITHUB_REPOSITORY: repository,
    RIG_REPOSITORY: request.cwd,
    ...services?.actions?.environment(services.actions.token(event.cacheScopes)),
    ...request.env,
  };
  return [
    event.name,
    ...["--workflows", request.workflow, "--eventpath", eventFile, "--defaultbranch", "main"],
    // The checkout is our double's, and nothing is fetched or served by act itself.
    ...["--no-skip-checkout", "--no-cache-server", "--action-offline-mode"],
    ...RUNNERS.flatMap((label) => ["--platform", `${label}=-self-hosted`]),
    ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...["--secret", `GITHUB_TOKEN=${token}`],
  ];
}

interface UsedAction {
  /** `owner/name`. */
  readonly repository: string;
  readonly ref: string;
}

/** Every remote action in the workflows of the repository, since a workflow may call another one. */
async function usedActions({ cwd, workflow }: ActRequest): Promise<readonly UsedAction[]> {
  const folder = join(cwd, ".github/workflows");
  const names = await readdir(folder).catch(() => []);
  const files = new Set([resolve(cwd, workflow), ...names.map((name) => join(folder, name))]);
  const found = new Map<string, UsedAction>();
  for (const file of files) {
    const text = await readFile(file, "utf8");
    for (const [, repository = "", ref = ""] of text.matchAll(/uses:\s*["']?([\w.-]+\/[\w.-]+)[^@\s]*@([^\s"'#]+)/g)) {
      found.set(`${repository}@${ref}`, { repository, ref });
    }
  }
  return [...found.values()];
}

function localRepository({ repository, ref }: UsedAction, stands: ReadonlyMap<string, string>): readonly string[] {
  const folder = stands.get(repository);
  if (folder === undefined)
    throw new Error(`nothing stands in for ${repository}@${ref}; name a folder in repositories`);
  return ["--local-repository", `${repository}@${ref}=${folder}`];
}

async function makeFolder(root: string, name: string): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  return folder;
}
