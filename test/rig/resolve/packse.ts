import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Universe } from "../../../src/core/resolve/universe.ts";

/** A scenario of packse as `scripts/convert-packse.py` writes it, with what uv is expected to answer. */
export interface PackseScenario extends Universe {
  readonly name: string;
  readonly requires: readonly string[];
  readonly target: { readonly platform: string; readonly python: string; readonly libc: string };
  readonly prereleases: "allow" | "if-necessary";
  readonly noBinary: readonly string[];
  readonly expected: { readonly satisfiable: boolean; readonly packages: Readonly<Record<string, string>> | null };
}

const FOLDER = join(import.meta.dirname, "../../fixtures/universes/packse");

/** What uv answers otherwise by now (0.13.8): it takes a pre-release where no final release will do. */
const CHANGED: Readonly<Record<string, PackseScenario["expected"]>> = {
  "transitive-prerelease-and-stable-dependency": {
    satisfiable: true,
    packages: { a: "1.0.0", b: "1.0.0", c: "2.0.0b1" },
  },
};

export function packseScenarios(): readonly PackseScenario[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as PackseScenario)
    .map((scenario) => ({ ...scenario, expected: CHANGED[scenario.name] ?? scenario.expected }));
}
