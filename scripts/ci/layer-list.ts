import { findPythonForAnyPip } from "../../test/rig/pips/python.ts";

/** The layers above the unit tests. A layer is left out only for an obstacle that it cannot remove itself. */
export interface Layer {
  readonly name: string;
  readonly command: readonly string[];
  /** Why it cannot run on this machine, or null. */
  obstacle(): string | null;
}

export const LAYERS: readonly Layer[] = [
  layer("rig"),
  layer("harness"),
  layer("index"),
  layer("standards"),
  layer("real"),
  layer("pips", needsOldPython),
  layer("static"),
  layer("act"),
  layer("arm64", needsRoot),
  layer("docker", needsRoot),
  layer("failures", needsRoot),
  layer("fresh", needsRoot),
];

function layer(name: string, obstacle: () => string | null = () => null): Layer {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=tmp/results/${name}.json`];
  return { name, command: ["vitest", "run", "--project", name, ...reporters], obstacle };
}

function needsOldPython(): string | null {
  return findPythonForAnyPip() === null ? "it needs Python 3.10 or 3.11, which run every pip from 20.3 on" : null;
}

function needsRoot(): string | null {
  return process.getuid?.() === 0 ? null : "it needs root to install packages and to start Docker";
}
