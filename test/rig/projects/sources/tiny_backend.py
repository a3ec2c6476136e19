"""A PEP 517 build backend of one file, carried inside each sdist: building needs no package index.

`tiny.json` beside it says what to build: {"package": ..., "extension": [C sources] or null, "hook": module or null}.
METADATA is the sdist's PKG-INFO. A hook module's `before_build(files)` may add to the wheel's files.
"""

import base64
import hashlib
import importlib
import json
import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import zipfile


def _settings():
    with open("tiny.json", encoding="utf-8") as stream:
        return json.load(stream)


def _metadata():
    with open("PKG-INFO", encoding="utf-8") as stream:
        text = stream.read()
    fields = dict(line.split(": ", 1) for line in reversed(text.splitlines()) if ": " in line)
    return text, fields["Name"].replace("-", "_") + "-" + fields["Version"]


def _tag(compiled):
    if not compiled:
        return "py3-none-any"
    python = "cp{}{}".format(*sys.version_info[:2])
    abi = python + getattr(sys, "abiflags", "")
    return "{}-{}-{}".format(python, abi, sysconfig.get_platform().replace("-", "_").replace(".", "_"))


def _wheel_file(compiled):
    return "Wheel-Version: 1.0\nGenerator: tiny-backend\nRoot-Is-Purelib: {}\nTag: {}\n".format(
        "false" if compiled else "true", _tag(compiled)
    )


def _package_files(package):
    files = {}
    for folder, _, names in sorted(os.walk(package)):
        for name in sorted(names):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                with open(path, "rb") as stream:
                    files[path.replace(os.sep, "/")] = stream.read()
    return files


def _run(argv):
    print(" ".join(argv), flush=True)
    done = subprocess.run(argv, check=False)
    if done.returncode != 0:
        sys.stdout.flush()
        print("error: command '{}' failed with exit code {}".format(argv[0], done.returncode), file=sys.stderr)
        raise SystemExit(1)


def _compile(package, sources):
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    setting = lambda name, default="": shlex.split(sysconfig.get_config_var(name) or default)
    include = ["-I" + sysconfig.get_path("include"), "-I" + sysconfig.get_path("platinclude")]
    print("building '{}._native' extension".format(package), flush=True)
    with tempfile.TemporaryDirectory() as work:
        objects = []
        for source in sources:
            target = os.path.join(work, os.path.basename(source)[:-2] + ".o")
            _run(setting("CC", "cc")[:1] + ["-O1", "-fPIC"] + include + ["-c", source, "-o", target])
            objects.append(target)
        output = os.path.join(work, "_native" + suffix)
        _run(setting("CC", "cc")[:1] + ["-shared"] + objects + ["-o", output])
        with open(output, "rb") as stream:
            return {"{}/_native{}".format(package, suffix): stream.read()}


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    settings = _settings()
    metadata, stem = _metadata()
    files = _package_files(settings["package"])
    if settings.get("hook"):
        sys.path.insert(0, os.getcwd())
        importlib.import_module(settings["hook"]).before_build(files)
    compiled = bool(settings.get("extension"))
    if compiled:
        files.update(_compile(settings["package"], settings["extension"]))
    info = stem + ".dist-info"
    files[info + "/METADATA"] = metadata.encode()
    files[info + "/WHEEL"] = _wheel_file(compiled).encode()
    name = "{}-{}.whl".format(stem, _tag(compiled))
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as archive:
        record = ""
        for path in sorted(files):
            digest = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest()).rstrip(b"=").decode()
            record += "{},sha256={},{}\n".format(path, digest, len(files[path]))
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), files[path])
        archive.writestr(
            zipfile.ZipInfo(info + "/RECORD", (2020, 1, 1, 0, 0, 0)), record + info + "/RECORD,,\n"
        )
    return name


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    settings = _settings()
    metadata, stem = _metadata()
    folder = os.path.join(metadata_directory, stem + ".dist-info")
    os.makedirs(folder)
    for name, text in (("METADATA", metadata), ("WHEEL", _wheel_file(bool(settings.get("extension"))))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    return os.path.basename(folder)


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("the test rig makes the sdists itself")
