import type { ToolName } from "../../src/core/log/events/tool.ts";

/** One run of a tool to record. `INDEX_URL` in arguments and files stands for the test index. */
export interface ToolScenario {
  readonly tool: ToolName;
  readonly name: string;
  readonly args: readonly string[];
  /** Runs before it that are not recorded. */
  readonly before?: readonly (readonly string[])[];
  /** Files of the project, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Codes of the findings that follow from the log. */
  readonly codes: readonly string[];
}

function poetry(
  name: string,
  dependencies: Readonly<Record<string, string>>,
  args: readonly string[],
  codes: readonly string[] = [],
): ToolScenario {
  const lines = Object.entries(dependencies).map(([key, value]) => `${key} = "${value}"\n`);
  const pyproject = `[tool.poetry]
name = "app"
version = "0.1.0"
description = ""
authors = []
package-mode = false

[tool.poetry.dependencies]
python = ">=3.9"
${lines.join("")}
[[tool.poetry.source]]
name = "test"
url = "INDEX_URL"
priority = "primary"

[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`;
  const env = { POETRY_VIRTUALENVS_IN_PROJECT: "true", POETRY_CACHE_DIR: "cache" };
  return { tool: "poetry", name, args, files: { "pyproject.toml": pyproject }, env, codes };
}

function pipCompile(
  name: string,
  lines: readonly string[],
  args: readonly string[] = [],
  codes: readonly string[] = [],
): ToolScenario {
  return {
    tool: "pip-compile",
    name,
    args: ["--no-config", ...args, "requirements.in"],
    files: { "requirements.in": `${lines.join("\n")}\n` },
    codes,
  };
}

function pipenv(
  name: string,
  packages: readonly string[],
  args: readonly string[],
  codes: readonly string[] = [],
): ToolScenario {
  const lines = packages.map((line) => `${line}\n`).join("");
  const pipfile = `[[source]]\nurl = "INDEX_URL"\nverify_ssl = false\nname = "test"\n\n[packages]\n${lines}`;
  const env = { PIPENV_VENV_IN_PROJECT: "1", PIPENV_NOSPIN: "1", PIPENV_IGNORE_VIRTUALENVS: "1" };
  return { tool: "pipenv", name, args, files: { Pipfile: pipfile }, env, codes };
}

export const TOOL_SCENARIOS: readonly ToolScenario[] = [
  poetry("install", { chain: "*", purepkg: ">=1" }, ["install"]),
  poetry("lock", { chain: "*" }, ["lock"]),
  poetry("lock-verbose", { wavering: "*", "shared-lib": "<2" }, ["lock", "-vvv"]),
  poetry("conflict", { "needs-old": "*", "needs-new": "1.0" }, ["lock"], ["conflict"]),
  poetry("conflict-requested", { "needs-new": "*", "shared-lib": "<2" }, ["lock"], ["conflict"]),
  poetry("no-match-absent", { "no-such-project": ">=1" }, ["lock"], ["no-matching-distribution"]),
  poetry("no-match-versions", { purepkg: "9" }, ["lock"], ["no-matching-distribution"]),
  poetry("no-match-transitive", { "needs-missing": "*" }, ["lock"], ["no-matching-distribution"]),
  poetry("no-match-python", { toonew: "*" }, ["lock"], ["no-matching-distribution"]),
  poetry("no-match-platform", { winonly: "*" }, ["install"], ["no-matching-distribution"]),
  poetry("build-failed", { headerbad: "*" }, ["install"], ["build-failed"]),
  pipCompile("ok", ["chain"]),
  pipCompile("ok-verbose", ["wavering", "shared-lib<2"], ["-v"]),
  pipCompile("conflict", ["needs-old", "needs-new==1.0"], [], ["conflict"]),
  pipCompile("no-match-absent", ["no-such-project>=1"], [], ["no-matching-distribution"]),
  pipCompile("build-failed", ["olderbad"], [], ["build-failed"]),
  pipenv("install", ['chain = "*"'], ["install"]),
  pipenv("conflict", ['needs-old = "*"', 'needs-new = "*"'], ["lock"], ["conflict"]),
  pipenv("no-match-absent", ['no-such-project = ">=1"'], ["lock"], ["no-matching-distribution"]),
  pipenv("build-failed", ['headerbad = "*"'], ["install"], ["build-failed"]),
];
