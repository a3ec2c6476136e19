import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { uvPlatform } from "../../../src/adapters/node/resolver-tools/uv-platform.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { cliEnvironment, PYTHON } from "../../e2e/index/run-cli.ts";
import { fetchWheel } from "../fetch-wheel.ts";
import { type Choice, type Ended, type Installer, run } from "./installer.ts";

/**
 * uv of one version, which tells the wheel that it takes in its log only.
 * @param folder for its cache
 */
export async function realUv(version: string, indexUrl: string, folder: string): Promise<Installer> {
  const program = join(await fetchWheel("uv", version), `uv-${version}.data/scripts/uv`);
  await chmod(program, 0o755);
  return {
    name: `uv ${version}`,
    knows: (target) => platformName(target) !== null,
    choose: async (groups, target) => {
      const { python } = target;
      const args = [
        ...["pip", "compile", "--no-build", "--no-deps", "--no-config", "--no-python-downloads", "--verbose"],
        ...["--python", PYTHON, "--python-version", `${python.major}.${python.minor}`],
        ...["--python-platform", platformName(target) ?? "", "--default-index", indexUrl],
        ...["--cache-dir", join(folder, "uv-cache"), "-"],
      ];
      const choices: Choice[] = [];
      for (const group of groups) {
        const lines = group.map(({ canonical }) => `${canonical}\n`).join("");
        choices.push(readLog(await run(program, args, lines, cliEnvironment(folder))));
      }
      return choices;
    },
  };
}

/** uv's words for a target; null when it has none. */
function platformName(target: Target): string | null {
  const platform = uvPlatform(target);
  return "name" in platform ? platform.name : null;
}

function readLog({ code, stderr: log }: Ended): Choice {
  if (code !== 0) {
    if (/No solution found/.test(log)) return null;
    throw new Error(`uv failed for another reason: ${log.slice(-3000)}`);
  }
  const taken = log.matchAll(/Selecting: (\S+?)==\S+ \[\w+\] \((\S+\.whl)\)/g);
  return new Map([...taken].map(([, name = "", file = ""]) => [name, file]));
}
