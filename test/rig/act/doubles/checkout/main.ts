// Stands in for actions/checkout: brings the committed files of this run's commit into the workspace, nothing else.
import { execFileSync } from "node:child_process";

const { env } = process;
const repository = env.INPUT_REPOSITORY ?? "";
const workspace = env.GITHUB_WORKSPACE ?? "";
if (repository.toLowerCase() !== env.GITHUB_REPOSITORY?.toLowerCase() || env.INPUT_PATH !== "") {
  throw new Error(`the double of actions/checkout knows this run's repository only, not ${repository} in a folder`);
}
const commit = env.INPUT_REF || env.GITHUB_SHA || "HEAD";
git("init", "--quiet");
git("fetch", "--quiet", env.RIG_REPOSITORY ?? "", commit);
git("checkout", "--quiet", "--force", "FETCH_HEAD");
console.log(`Checked out ${commit}`);

function git(...command: readonly string[]): void {
  execFileSync("git", command, { cwd: workspace, stdio: "inherit" });
}
