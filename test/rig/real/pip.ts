import { mkdtemp } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { normalizeName } from "../../../src/core/pep/name.ts";
import { linuxPlatformTags } from "../../../src/core/pep/platform-tags.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { cliEnvironment, PYTHON } from "../../e2e/index/run-cli.ts";
import { fetchWheel } from "../fetch-wheel.ts";
import { type Choice, type Ended, type Installer, run } from "./installer.ts";

/**
 * pip of one version: every rung of the ladder is named, since pip expands none of them.
 * @param folder for files of one run
 */
export async function realPip(version: string, indexUrl: string, folder: string): Promise<Installer> {
  const library = await fetchWheel("pip", version);
  const script = fileURLToPath(new URL("pip_runs.py", import.meta.url));
  return {
    name: `pip ${version}`,
    knows: () => true,
    choose: async (groups, target) => {
      const home = await mkdtemp(join(folder, "pip-"));
      const options = [...commonOptions(indexUrl, home), ...targetOptions(target)];
      const runs = groups.map((group) => ["install", ...options, ...group.map(({ canonical }) => canonical)]);
      const ended = await run(PYTHON, [script], JSON.stringify(runs), cliEnvironment(home, { PYTHONPATH: library }));
      if (ended.code !== 0) throw new Error(`pip failed: ${ended.stderr}`);
      return (JSON.parse(ended.stdout) as readonly Ended[]).map(readReport);
    },
  };
}

function commonOptions(indexUrl: string, home: string): readonly string[] {
  return [
    ...["--dry-run", "--no-deps", "--ignore-installed", "--only-binary", ":all:", "--target", join(home, "target")],
    ...["--index-url", indexUrl, "--no-cache-dir", "--disable-pip-version-check", "--quiet", "--report", "-"],
  ];
}

function targetOptions({ python, platform, libc }: Target): readonly string[] {
  const rungs = linuxPlatformTags(platform.machine, libc, "packaging-26.3");
  return [
    ...["--implementation", "cp", "--abi", python.abi, "--python-version", `${python.major}.${python.minor}`],
    ...rungs.flatMap((rung) => ["--platform", rung]),
  ];
}

interface Report {
  readonly install: readonly {
    readonly metadata: { readonly name: string };
    readonly download_info: { url: string };
  }[];
}

function readReport({ code, stdout, stderr }: Ended): Choice {
  if (code !== 0) {
    if (/No matching distribution found/.test(stderr)) return null;
    throw new Error(`pip failed for another reason: ${stderr}`);
  }
  const { install } = JSON.parse(stdout) as Report;
  return new Map(install.map(({ metadata, download_info: { url } }) => [normalizeName(metadata.name), fileOf(url)]));
}

function fileOf(url: string): string {
  return decodeURIComponent(basename(new URL(url).pathname));
}
