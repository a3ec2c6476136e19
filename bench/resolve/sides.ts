import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { normalizeName } from "../../src/core/pep/name.ts";
import type { Target } from "../../src/core/target/target.ts";
import { cliEnvironment, PYTHON } from "../../test/e2e/index/run-cli.ts";
import { fetchWheel } from "../../test/rig/fetch-wheel.ts";
import { type ChildUsage, measureChild } from "../check/measure-child.ts";
import type { Answered } from "./resolve-child.ts";
import type { HeavySet } from "./sets.ts";

export const PIP = "26.3";
export const UV = "0.13.8";

/** What pip is given: it goes back over versions for as long as nobody stops it. */
export const PATIENCE_S = 60;

export interface Solved extends ChildUsage {
  /** Versions by name; null when it was stopped after `PATIENCE_S`. */
  readonly pins: ReadonlyMap<string, string> | null;
}

export interface Sides {
  ours(set: HeavySet, tool: "pip" | "uv"): Promise<Solved>;
  /** The set with the lines that contradict it. */
  conflict(set: HeavySet, tool: "pip" | "uv"): Promise<ChildUsage & { readonly answered: Answered }>;
  uv(set: HeavySet): Promise<Solved>;
  pip(set: HeavySet): Promise<Solved>;
}

export interface SideSettings {
  readonly indexUrl: string;
  readonly folder: string;
  /** The compiled `resolve-child.ts`. */
  readonly child: string;
  /** This machine: pip solves for no other. */
  readonly target: Target;
}

/** Whoever solves: whole processes, each with a cache of its own that its first run fills. */
export async function makeSides({ indexUrl, folder, child, target }: SideSettings): Promise<Sides> {
  const uvProgram = join(await fetchWheel("uv", UV), `uv-${UV}.data/scripts/uv`);
  chmodSync(uvProgram, 0o755);
  const pipLibrary = await fetchWheel("pip", PIP);
  const env = cliEnvironment(folder);
  const given = JSON.stringify({
    platform: target.platform.name,
    python: target.python.version,
    libc: target.libc?.tag,
  });
  const ask = async (lines: readonly string[], tool: string) => {
    const argv = [process.execPath, child, indexUrl, join(folder, "cache-ours"), tool, given, ...lines];
    const usage = await measureChild(argv, { cwd: folder, env });
    const answered: Answered = JSON.parse(usage.output);
    return { ...usage, answered };
  };
  return {
    ours: async ({ lines }, tool) => {
      const { answered, ...usage } = await ask(lines, tool);
      if (answered.kind !== "solved") throw new Error(`ours says ${answered.kind} of ${lines.join(" ")}`);
      return { ...usage, pins: new Map(Object.entries(answered.pins)) };
    },
    conflict: async ({ name, lines, unsatisfiable }, tool) => {
      const told = await ask([...lines, ...unsatisfiable], tool);
      if (told.answered.kind !== "conflict") throw new Error(`${name}: ours finds no conflict`);
      return told;
    },
    uv: async ({ lines }) => {
      const file = join(folder, "uv.in");
      writeFileSync(file, `${lines.join("\n")}\n`);
      const platform = `${target.platform.machine}-${target.libc?.tag}`;
      const argv = [
        ...[uvProgram, "pip", "compile", "--no-build", "--no-config", "--no-python-downloads", "--no-header"],
        ...["--no-annotate", "--quiet", "--python", PYTHON, "--python-version", target.python.version],
        ...["--python-platform", platform, "--default-index", indexUrl, "--cache-dir", join(folder, "cache-uv"), file],
      ];
      const usage = await measureChild(argv, { cwd: folder, env });
      const pins = usage.output.matchAll(/^(?<name>[\w.-]+)(?:\[[^\]]*\])?==(?<version>\S+)/gm);
      return {
        ...usage,
        pins: new Map([...pins].map(({ groups }) => [normalizeName(groups?.name ?? ""), groups?.version ?? ""])),
      };
    },
    pip: async ({ lines }) => {
      const report = join(folder, "pip-report.json");
      rmSync(report, { force: true });
      const argv = [
        ...["timeout", `${PATIENCE_S}`, PYTHON, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"],
        ...["--only-binary", ":all:", "--index-url", indexUrl, "--cache-dir", join(folder, "cache-pip")],
        ...["--disable-pip-version-check", "--report", report, ...lines],
      ];
      const begin = performance.now();
      try {
        const usage = await measureChild(argv, { cwd: folder, env: { ...env, PYTHONPATH: pipLibrary } });
        return { ...usage, pins: readReport(report) };
      } catch (error) {
        // `timeout` ends with 124 what it stops.
        if (!String(error).includes("exit 124")) throw error;
        return { milliseconds: performance.now() - begin, processorMs: Number.NaN, bytes: 0, output: "", pins: null };
      }
    },
  };
}

function readReport(file: string): ReadonlyMap<string, string> {
  const { install } = JSON.parse(readFileSync(file, "utf8")) as {
    install: { metadata: { name: string; version: string } }[];
  };
  return new Map(install.map(({ metadata }) => [normalizeName(metadata.name), metadata.version]));
}
