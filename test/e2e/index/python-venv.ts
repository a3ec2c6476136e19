import { spawnSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PYTHON, realIndexEnvironment } from "./run-cli.ts";

export interface Venv {
  readonly python: string;
  readonly sitePackages: string;
}

/** An environment without pip. */
export function makeVenv(folder: string): Venv {
  run(["-m", "venv", "--without-pip", folder]);
  const [version = ""] = readdirSync(join(folder, "lib")).filter((name) => name.startsWith("python"));
  return { python: join(folder, "bin/python"), sitePackages: join(folder, "lib", version, "site-packages") };
}

/** Copies the pip of the usual Python into the environment. */
export function copyPip(venv: Venv): string {
  const pip = run(["-c", "import os, pip; print(os.path.dirname(pip.__file__))"]).trim();
  cpSync(pip, join(venv.sitePackages, "pip"), { recursive: true });
  return join(venv.sitePackages, "pip");
}

/** Puts just this pip, from the real index, into the environment. */
export function installPip(venv: Venv, version: string, home: string): void {
  const target = ["--target", venv.sitePackages, "--no-compile", "--disable-pip-version-check", "--quiet"];
  run(["-m", "pip", "install", ...target, `pip==${version}`], realIndexEnvironment(home));
}

function run(args: readonly string[], env: Readonly<Record<string, string | undefined>> = process.env): string {
  const ended = spawnSync(PYTHON, args, { encoding: "utf8", env });
  if (ended.status !== 0) throw new Error(`python ${args.join(" ")} failed: ${ended.stderr}`);
  return ended.stdout;
}
