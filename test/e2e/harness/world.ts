import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ActionsService, startActionsService } from "../../rig/actions-service/index.ts";
import { type GithubRest, startGithubRest } from "../../rig/github-rest/index.ts";
import { makeProject, type Project } from "../../rig/harness/project.ts";
import type { ActionRequest, ActionResult } from "../../rig/harness/request.ts";
import { runAction } from "../../rig/harness/run-action.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

/** `WHEELHOUSE_ACTION` names another build while one works on the source: the `action.yml` beside its `dist/`. */
export const ACTION = resolve(process.env.WHEELHOUSE_ACTION ?? "action.yml");

/** Everything around one repository that runs the action: GitHub's services, an index of small projects, a work tree. */
export interface HarnessWorld {
  readonly actions: ActionsService;
  readonly github: GithubRest;
  readonly index: SimpleIndex;
  readonly project: Project;
  /** Runs the committed bundle: main, then post. */
  run(request?: Partial<ActionRequest>): Promise<ActionResult>;
  close(): Promise<void>;
}

export async function makeWorld(files: Readonly<Record<string, string>>): Promise<HarnessWorld> {
  const [actions, github, index, project] = await Promise.all([
    startActionsService(),
    startGithubRest(),
    startSimpleIndex({ projects: buildProjects() }),
    makeProject(files),
  ]);
  github.addPullRequest({ number: 7 });
  const home = mkdtempSync(join(tmpdir(), "home-"));
  let runs = 100;
  return {
    actions,
    github,
    index,
    project,
    run: (request = {}) => {
      runs += 1;
      return runAction({
        action: ACTION,
        workspace: project.workspace,
        services: { actions, github },
        runId: runs,
        ...request,
        // The index is an input of the root action alone.
        inputs: { ...(request.action === undefined ? { "index-url": index.url } : {}), ...request.inputs },
        env: { HOME: home, PIP_CONFIG_FILE: "/dev/null", ...request.env },
      });
    },
    close: async () => {
      await Promise.all([actions.close(), github.close(), index.close(), project.remove()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
