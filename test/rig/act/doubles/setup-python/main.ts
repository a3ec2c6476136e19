// Stands in for actions/setup-python: a fresh environment of a Python that this machine has, first on PATH. When it has
// not the one that was asked for, the nearest thing is taken and said.
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";

const { env } = process;
const wanted = env["INPUT_PYTHON-VERSION"] ?? "";
const found = [`python${wanted}`, "python3"].map((program) => ({ program, version: versionOf(program) }));
const python = found.find(({ version }) => version !== null);
if (python === undefined) throw new Error("there is no python3 on PATH");
if (wanted !== "" && !python.version?.startsWith(wanted)) {
  console.log(`::notice::Python ${wanted} is not on this machine; ${python.version} stands in for it`);
}
const home = join(env.RUNNER_TEMP ?? "", `python-${python.version}`);
const made = spawnSync(python.program, ["-m", "venv", home], { encoding: "utf8" });
if (made.status !== 0) throw new Error(made.stderr);
const bin = join(home, "bin");
appendFileSync(env.GITHUB_PATH ?? "", `${bin}\n`);
appendFileSync(env.GITHUB_ENV ?? "", `pythonLocation=${home}\n`);
appendFileSync(env.GITHUB_OUTPUT ?? "", `python-version=${python.version}\npython-path=${join(bin, "python")}\n`);

function versionOf(program: string): string | null {
  const { status, stdout } = spawnSync(program, ["-c", "import platform; print(platform.python_version())"], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : null;
}
