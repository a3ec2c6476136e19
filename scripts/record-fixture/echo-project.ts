import { makeSdist, type TestProject } from "../../test/rig/projects/project.ts";

/** A build backend that prints `output.txt` at the step named in `step.txt` and then ends as `end.txt` says. */
const BACKEND = `import os, sys, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))

def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as stream:
        return stream.read()

def play(step):
    if read("step.txt").strip() != step:
        return
    sys.stdout.write(read("output.txt"))
    sys.stdout.flush()
    end = read("end.txt").strip()
    if end.startswith("signal "):
        os.kill(os.getpid(), int(end.split()[1]))
    if end.startswith("import "):
        __import__(end.split()[1])
    if end != "ok":
        sys.exit(1)

def metadata():
    return "Metadata-Version: 2.2\\nName: {0}\\nVersion: 1.0\\n".format(read("name.txt").strip())

def prepare_metadata_for_build_wheel(directory, config_settings=None):
    play("metadata")
    folder = "{0}-1.0.dist-info".format(read("name.txt").strip())
    os.makedirs(os.path.join(directory, folder), exist_ok=True)
    with open(os.path.join(directory, folder, "METADATA"), "w") as stream:
        stream.write(metadata())
    return folder

def build_wheel(directory, config_settings=None, metadata_directory=None):
    play("wheel")
    name = read("name.txt").strip()
    folder, filename = "{0}-1.0.dist-info".format(name), "{0}-1.0-py3-none-any.whl".format(name)
    members = {
        folder + "/METADATA": metadata(),
        folder + "/WHEEL": "Wheel-Version: 1.0\\nGenerator: echo\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    members[folder + "/RECORD"] = "".join("{0},,\\n".format(path) for path in [*members, folder + "/RECORD"])
    with zipfile.ZipFile(os.path.join(directory, filename), "w") as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
    return filename
`;

export interface EchoProject {
  readonly name: string;
  readonly step: "metadata" | "wheel";
  readonly output: string;
  /** `ok`, `exit` (status 1), `signal 9`, `import no_such_module`. */
  readonly end: string;
  /** `build-system.requires`; default none. */
  readonly requires?: readonly string[];
}

/** An sdist whose build prints what it is told to: pip is real, the compiler is a recording. */
export function makeEchoProject(project: EchoProject): TestProject {
  const release = { name: project.name, version: "1.0" };
  return { name: project.name, files: [makeSdist(release, makeEchoMembers(project))] };
}

/** The files of such a project. */
export function makeEchoMembers(project: EchoProject): Readonly<Record<string, string>> {
  const { name, step, output, end, requires = [] } = project;
  const pyproject = `[build-system]\nrequires = ${JSON.stringify(requires)}\nbuild-backend = "backend"\nbackend-path = ["."]\n`;
  return {
    "pyproject.toml": pyproject,
    "backend.py": BACKEND,
    "name.txt": name,
    "step.txt": step,
    "output.txt": output,
    "end.txt": end,
  };
}
