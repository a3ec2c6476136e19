import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Project {
  /** The work tree: absolute, one folder below `parent`, as on a runner. */
  readonly workspace: string;
  readonly parent: string;
  /** Of the first commit. */
  readonly sha: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Commits everything and returns the new commit. */
  commit(message: string): string;
  remove(): Promise<void>;
}

/** A Git repository with these files in its first commit on `main`, in a new temporary folder. */
export async function makeProject(files: Readonly<Record<string, string | Uint8Array>>): Promise<Project> {
  const parent = await mkdtemp(join(tmpdir(), "project-"));
  const workspace = join(parent, "repo");
  await mkdir(workspace);
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  };
  const commit = (message: string) => {
    git(workspace, "add", "--all");
    git(workspace, "commit", "--quiet", "--allow-empty", `--message=${message}`);
    return git(workspace, "rev-parse", "HEAD");
  };
  git(workspace, "init", "--quiet", "--initial-branch=main");
  for (const [path, content] of Object.entries(files)) await write(path, content);
  const sha = commit("Begin");
  return { workspace, parent, sha, write, commit, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** Nothing of the user's own configuration, hooks or identity. */
function git(cwd: string, ...command: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=octocat",
    "-c",
    "user.email=octocat@example.invalid",
    "-c",
    "commit.gpgsign=false",
  ];
  const env = { PATH: process.env.PATH ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...command], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${command.join(" ")}: ${stderr}`);
  return stdout.trim();
}
